package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.hedgerow.testkit.Chunk.Direction;
import org.hedgerow.testkit.FaultPlan;
import org.hedgerow.testkit.FaultPlan.Chances;
import org.hedgerow.testkit.FaultyLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A bad network between a root server and a table server: a link in this process, which the root server finds at the
 * address of this machine in their network. So the engine has to be on this machine.
 */
class FaultyLinkIT {
    private static final int LOOPS = 2;
    private static final int SOME = 1000;
    private static final long SEED = 20_260_101;

    private final Names names = new Names("first.example", 500, 1);

    @RegisterExtension
    final Cluster cluster = new Cluster();

    /** Datagrams that overtake each other, come twice or not at all: each query still has its own answer, once. */
    @Test
    void datagramsOutOfOrderDoubledAndLostGiveEachQueryItsAnswer() throws Exception {
        FaultPlan plan = FaultPlan.random(
                SEED,
                Chances.none()
                        .withLatency(Duration.ofMillis(1), Duration.ofMillis(40))
                        .withDuplicate(0.2)
                        .withDrop(0.01));
        FaultyLink link = asked("dns", plan);
        assertThat(link.datagrams(Direction.TO_SERVER)).isGreaterThan(SOME);
        // Each loop has a few ports, so some of what was doubled came in twice to the same.
        assertThat(link.datagrams(Direction.TO_CLIENT)).isGreaterThan(SOME);
    }

    @Test
    void aSlowStreamGivesEachQueryItsAnswer() throws Exception {
        FaultPlan plan =
                FaultPlan.random(SEED, Chances.none().withLatency(Duration.ofMillis(1), Duration.ofMillis(40)));
        FaultyLink link = asked("line", plan);
        assertThat(link.pieces(Direction.TO_SERVER)).isPositive();
    }

    /** A link that cuts is a table server that comes back at once: what was in flight is sent once more. */
    @Test
    void streamsThatAreCutLoseNothing() throws Exception {
        Node ts1 = tableServer("line");
        FaultyLink link = link(ts1, FaultPlan.latency(Duration.ofMillis(2)));
        Node rs = rootServer("line", link);
        try (Load load = Load.of(rs::published, names, LOOPS, false)) {
            for (int i = 0; i < 5; i++) {
                load.awaitAnswers(SOME / 5);
                link.cut();
            }
            load.awaitAnswers(SOME / 5);
            load.end().assertAllAnswered();
        }
    }

    /** What a stall keeps arrives when its query has long had its reply, and must not be taken for the reply to another. */
    @Test
    void answersThatComeTooLateAreDropped() throws Exception {
        Node ts1 = tableServer("line");
        FaultyLink link = link(ts1, FaultPlan.none());
        Node rs = cluster.rootServer("--workers", "1", "--timeout", "1s", "line://" + text(link));
        try (LineClient client = LineClient.connect(rs.published())) {
            assertThat(client.ask(names.all())).isEqualTo(names.answers());
            link.stall();
            assertThat(client.ask(names.all())).isEqualTo(names.timeouts());
            link.resume();
            assertThat(client.ask(names.all())).isEqualTo(names.answers());
            assertThat(client.end()).isEmpty();
        }
    }

    private FaultyLink asked(String wire, FaultPlan plan) throws Exception {
        FaultyLink link = link(tableServer(wire), plan);
        Node rs = rootServer(wire, link);
        try (Load load = Load.of(rs::published, names, LOOPS, false)) {
            load.awaitAnswers(SOME);
            load.end().assertAllAnswered();
        }
        return link;
    }

    private Node tableServer(String wire) {
        return cluster.tableServer("ts1", wire, names);
    }

    private Node rootServer(String wire, FaultyLink link) {
        return cluster.rootServer(wire + "://" + text(link));
    }

    private FaultyLink link(Node server, FaultPlan plan) throws Exception {
        return cluster.closeLater(FaultyLink.to(new InetSocketAddress(server.address(), Node.PORT))
                .listen(new InetSocketAddress(cluster.gateway(), 0))
                .plan(plan)
                .start());
    }

    private static String text(FaultyLink link) {
        return link.address().getHostString() + ":" + link.address().getPort();
    }
}
