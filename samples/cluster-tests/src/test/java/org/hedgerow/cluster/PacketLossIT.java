package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table server whose host loses every other packet, on an average, both ways. Over DNS its questions and answers are
 * datagrams, which are sent again by the root server; over the line protocol TCP does that.
 */
class PacketLossIT {
    private static final double HALF = 0.5;

    private final Names first = new Names("first.example", 100, 1);
    private final Names both = new Names("both.example", 100, 2);

    @RegisterExtension
    final Cluster cluster = new Cluster();

    @ParameterizedTest
    @ValueSource(strings = {"line", "dns"})
    void eachQueryHasOneReplyAndWhatTheOtherTableServerHasIsAnswered(String wire) throws Exception {
        Node ts1 = cluster.tableServer("ts1", wire, first, both);
        cluster.tableServer("ts2", wire, both);
        Node rs = cluster.rootServer("--timeout", "2s", uri(wire, "ts1"), uri(wire, "ts2"));
        try (LineClient lossy = LineClient.connect(rs.published());
                LineClient whole = LineClient.connect(rs.published())) {
            assertThat(lossy.ask(first.all())).isEqualTo(first.answers());
            try (PacketLoss loss = PacketLoss.of(ts1, HALF)) {
                lossy.send(first.all());
                assertThat(whole.ask(both.all())).isEqualTo(both.answers());
                List<String> replies = receive(lossy, first.count());
                for (int i = 0; i < first.count(); i++) {
                    assertThat(replies.get(i)).isIn(first.answer(i), first.timedOut(i));
                }
                assertThat(whole.ask(both.all())).isEqualTo(both.answers());
                assertThat(loss.dropped()).isPositive();
            }
            assertThat(lossy.end()).isEmpty();
            assertThat(whole.end()).isEmpty();
        }
    }

    /** Tables that are alike: the one that is whole answers all, whatever the other loses. */
    @ParameterizedTest
    @ValueSource(strings = {"line", "dns"})
    void underLoadNoLookupOfAReplicatedNameFails(String wire) throws Exception {
        Node ts1 = cluster.tableServer("ts1", wire, both);
        cluster.tableServer("ts2", wire, both);
        Node rs = cluster.rootServer("--timeout", "2s", "--policy", "replicated", uri(wire, "ts1"), uri(wire, "ts2"));
        try (Load load = Load.of(rs::published, both, 2, false)) {
            load.awaitAnswers(500);
            try (PacketLoss loss = PacketLoss.of(ts1, HALF)) {
                load.awaitAnswers(2000);
                assertThat(loss.dropped()).isPositive();
            }
            load.awaitAnswers(500);
            load.end().assertAllAnswered();
        }
    }

    private static List<String> receive(LineClient client, int count) throws Exception {
        List<String> replies = new ArrayList<>();
        while (replies.size() < count) {
            replies.add(client.receive());
        }
        return replies;
    }

    private static String uri(String wire, String host) {
        return wire + "://" + host + ":" + Node.PORT;
    }
}
