package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;

/** A table server that is paused: it keeps its connections and says nothing, as a host does that swaps or is cut off. */
class PauseIT {
    private static final String NAMES_FILE = "/etc/hedgerow/names.txt";
    private static final String REPLIES_FILE = "/tmp/RESOLVED.txt";

    private final Names first = new Names("first.example", 20, 1);
    private final Names second = new Names("second.example", 20, 2);

    @RegisterExtension
    final Cluster cluster = new Cluster();

    private Node ts1;
    private Node rs;

    private void start() {
        ts1 = cluster.tableServer("ts1", "line", first);
        cluster.tableServer("ts2", "line", second);
        rs = cluster.rootServer("--timeout", "2s", "ts1", "" + Node.PORT, "ts2", "" + Node.PORT);
    }

    /** How late they are depends on the load of this machine; that the deadline is the one is tested with time that tests set. */
    @Test
    void namesOfAPausedTableServerTimeOutAndOthersAreAnswered() throws Exception {
        start();
        try (LineClient waiting = LineClient.connect(rs.published());
                LineClient served = LineClient.connect(rs.published())) {
            assertThat(waiting.ask(first.all())).isEqualTo(first.answers());
            ts1.pause();
            waiting.send(first.all());
            assertThat(served.ask(second.all())).isEqualTo(second.answers());
            for (String reply : first.timeouts()) {
                assertThat(waiting.receive()).isEqualTo(reply);
            }
            assertThat(served.ask(second.all())).isEqualTo(second.answers());
            ts1.unpause();
            assertThat(waiting.ask(first.all())).isEqualTo(first.answers());
            assertThat(waiting.end()).isEmpty();
            assertThat(served.end()).isEmpty();
        }
    }

    /** As users see it: the program's own client, in a container as well, finds the root server by its name. */
    @Test
    void theClientProgramWritesWhichNamesTimedOut() {
        start();
        ts1.pause();
        List<String> names = new ArrayList<>(first.all());
        names.addAll(second.all());
        List<String> replies = new ArrayList<>(first.timeouts());
        replies.addAll(second.answers());
        GenericContainer<?> client = cluster.run(
                List.of("client", "rs", "" + Node.PORT, "--names", NAMES_FILE, "--out", REPLIES_FILE),
                Map.of(NAMES_FILE, String.join("\n", names) + "\n"));
        assertThat(client.getLogs()).contains("40 names: 20 found, 20 timed out");
        String written =
                client.copyFileFromContainer(REPLIES_FILE, in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
        assertThat(written).isEqualTo(String.join("\n", replies) + "\n");
    }
}
