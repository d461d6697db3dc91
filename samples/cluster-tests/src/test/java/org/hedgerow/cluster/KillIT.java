package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table server that is killed, or whose network is unplugged, and that comes back. */
class KillIT {
    private final Names first = new Names("first.example", 20, 1);
    private final Names second = new Names("second.example", 20, 2);

    @RegisterExtension
    final Cluster cluster = new Cluster();

    @Test
    void aTableServerThatIsKilledAndStartedIsAskedAgain() throws Exception {
        survives(Node::kill, Node::start);
    }

    @Test
    void aTableServerThatIsUnpluggedAndPluggedInIsAskedAgain() throws Exception {
        survives(Node::disconnect, Node::reconnect);
    }

    private void survives(Event loss, Event recovery) throws Exception {
        Node ts1 = cluster.tableServer("ts1", "line", first);
        cluster.tableServer("ts2", "line", second);
        Node rs = cluster.rootServer("--timeout", "1s", "ts1", "" + Node.PORT, "ts2", "" + Node.PORT);
        try (LineClient waiting = LineClient.connect(rs.published());
                LineClient served = LineClient.connect(rs.published())) {
            assertThat(waiting.ask(first.all())).isEqualTo(first.answers());
            loss.happensTo(ts1);
            waiting.send(first.all());
            assertThat(served.ask(second.all())).isEqualTo(second.answers());
            for (String reply : first.timeouts()) {
                assertThat(waiting.receive()).isEqualTo(reply);
            }
            recovery.happensTo(ts1);
            await("answers of ts1").atMost(Node.LIMIT).until(() -> waiting.ask(first.name(0)), first.answer(0)::equals);
            assertThat(waiting.ask(first.all())).isEqualTo(first.answers());
            assertThat(served.ask(second.all())).isEqualTo(second.answers());
            assertThat(waiting.end()).isEmpty();
            assertThat(served.end()).isEmpty();
        }
    }

    private interface Event {
        void happensTo(Node node);
    }
}
