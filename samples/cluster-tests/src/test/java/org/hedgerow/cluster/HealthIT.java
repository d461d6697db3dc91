package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health check of the image that users have: {@code hedgerow lookup} inside the container. */
class HealthIT {
    private final Names names = new Names("first.example", 1, 1);

    @RegisterExtension
    final Cluster cluster = new Cluster().checkingHealth();

    @ParameterizedTest
    @ValueSource(strings = {"line", "dns"})
    void aServerIsHealthyWhileItAnswers(String wire) {
        Node server = cluster.tableServer("ts1", wire, names);
        awaitHealth(server, "healthy");
        // Its process is there, and its port is open, but it says nothing.
        server.signal("STOP");
        awaitHealth(server, "unhealthy");
        server.signal("CONT");
        awaitHealth(server, "healthy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line", "dns"})
    void signalsReachTheProgramWhichRunsAsNobody(String wire) {
        Node server = cluster.tableServer("ts1", wire, names);
        server.signal("HUP");
        await("a reload").atMost(Node.LIMIT).until(() -> server.log().contains("reloaded /etc/hedgerow/table.txt"));
        assertThat(server.container().getContainerInfo().getConfig().getUser()).isEqualTo("65532:65532");
        server.stop();
        assertThat(server.log()).contains("(graceful)");
        assertThat(server.exitCode()).isZero();
    }

    private static void awaitHealth(Node server, String expected) {
        await("to be " + expected).atMost(Node.LIMIT).until(server::health, expected::equals);
    }
}
