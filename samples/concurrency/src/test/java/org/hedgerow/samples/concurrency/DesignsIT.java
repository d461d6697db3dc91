package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hedgerow.samples.support.Needed;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each design as its users meet it: a process that says READY, serves, and ends when it is told to. */
class DesignsIT {
    private static final String EXPECTED = "error: expected a number of octets from 0 to 1073741824, found ";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process-per-connection",
                "thread-per-connection",
                "thread-per-connection --threads platform",
                "event-loop",
                "event-loops",
                "event-loops-reuseport",
                "prethreaded-accept",
                "prethreaded-handoff",
                "prefork",
                "prefork-accept",
                "prefork-handoff",
                "sendfile",
                "sendfile --copy"
            })
    void servesAndEndsInGoodOrder(String command) throws Exception {
        String design = command.split(" ")[0];
        if (design.equals("process-per-connection")) {
            Needed.program("systemd-socket-activate", "systemd");
        }
        try (GalleryProcess server = GalleryProcess.serve(directory, command, "-n", "3")) {
            int port = server.port();
            assertThat(octets(port, "4096\n")).isEqualTo(4096);
            assertThat(octets(port, "100000\r\n")).isEqualTo(100_000);
            assertThat(octets(port, "3")).isEqualTo(3);
            try (RawClient client = RawClient.connect(port)) {
                client.sendLine("abc");
                assertThat(client.readToEnd()).isEqualTo(EXPECTED + "\"abc\"\n");
            }
            try (GalleryProcess client = GalleryProcess.start(
                    directory, "client", "-p", Integer.toString(port), "-c", "2", "-t", "3", "-b", "4096")) {
                assertThat(client.exitCode()).as("%s", client).isZero();
                assertThat(client.out()).first().asString().startsWith("6 connections in ");
                boolean told =
                        !design.startsWith("process") && !design.startsWith("thread") && !design.startsWith("prefork");
                assertThat(client.out().stream().anyMatch(line -> line.startsWith("worker 0: ")))
                        .as("the distribution over workers, where one process knows it: %s", client.out())
                        .isEqualTo(told);
            }

            server.terminate();

            assertThat(server.exitCode()).as("%s", server).isZero();
            assertThat(server.err()).isEmpty();
            assertThat(server.out()).last().asString().isEqualTo(design + ": 11 connections, 0 failed (graceful)");
            if (!design.endsWith("-per-connection")) {
                assertThat(server.accepted()).isEqualTo(11);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-accept", "prefork-handoff"})
    void aProcessOfPreforkThatDiesIsReplaced(String design) throws Exception {
        try (GalleryProcess server = GalleryProcess.serve(directory, design, "-n", "2")) {
            int port = server.port();
            List<ProcessHandle> before = server.children();
            assertThat(before).hasSize(2);

            before.get(0).destroyForcibly();

            await("another process")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.children().stream()
                                    .filter(child -> !before.contains(child))
                                    .count()
                            == 1);
            assertThat(octets(port, "4096\n")).isEqualTo(4096);

            server.terminate();

            assertThat(server.exitCode()).as("%s", server).isZero();
            assertThat(server.children()).isEmpty();
        }
    }

    @Test
    void aProcessThatIsAtWorkServesItsConnectionToTheEnd() throws Exception {
        Needed.program("systemd-socket-activate", "systemd");
        try (GalleryProcess server = GalleryProcess.serve(directory, "process-per-connection");
                RawClient client = RawClient.connect(server.port())) {
            client.sendLine("10000000");
            String first = client.read(1);

            server.terminate();

            assertThat(first.length() + client.input().readAllBytes().length).isEqualTo(10_000_000);
            assertThat(server.exitCode()).as("%s", server).isZero();
        }
    }

    @Test
    void withoutAnInetdTheDesignSaysWhichPackageIsMissing() throws Exception {
        try (GalleryProcess server = GalleryProcess.start(
                directory, Map.of("PATH", directory.toString()), "process-per-connection", "-p", "0")) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.out()).isEmpty();
            assertThat(server.err()).singleElement().asString().contains("Debian's package systemd");
        }
    }

    @Test
    void theResetDesignResetsEveryClient() throws Exception {
        try (GalleryProcess server = GalleryProcess.serve(directory, "reset")) {
            int port = server.port();
            try (GalleryProcess client =
                    GalleryProcess.start(directory, "client", "-p", Integer.toString(port), "-c", "2", "-t", "5")) {
                assertThat(client.exitCode()).isEqualTo(1);
                assertThat(client.err()).containsExactly("gallery: failed connections: 10: 10 reset");
            }

            server.terminate();

            assertThat(server.exitCode()).as("%s", server).isZero();
            assertThat(server.accepted()).isEqualTo(11);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "non-blocking", "select"})
    void seventyMegabytesArriveInEachWay(String way) throws Exception {
        try (GalleryProcess sink = GalleryProcess.serve(directory, "sink", "--slow")) {
            int port = sink.port();
            try (GalleryProcess client =
                    GalleryProcess.start(directory, "send-70mb", way, "-p", Integer.toString(port))) {
                assertThat(client.exitCode()).as("%s", client).isZero();
                assertThat(client.out()).last().asString().startsWith("sent 73400320 octets in ");
            }

            sink.terminate();

            assertThat(sink.exitCode()).isZero();
            assertThat(sink.out()).contains("received 73400320 octets");
        }
    }

    @Test
    void anEventLoopSendsToSeveralSocketsAndHasAnotherTaskGoOn() throws Exception {
        try (GalleryProcess sink = GalleryProcess.serve(directory, "sink", "--slow")) {
            int port = sink.port();
            try (GalleryProcess client =
                    GalleryProcess.start(directory, "send-70mb", "event-loop", "-p", Integer.toString(port))) {
                assertThat(client.exitCode()).as("%s", client).isZero();
                assertThat(client.out()).anyMatch(line -> line.startsWith("sent 220200960 octets in "));
                assertThat(client.out())
                        .last()
                        .asString()
                        .matches("3 sockets; the other task took 500 steps, [1-9]\\d* of them while a socket would have"
                                + " blocked");
            }

            sink.terminate();

            assertThat(sink.exitCode()).isZero();
            assertThat(sink.out())
                    .filteredOn("received 73400320 octets"::equals)
                    .hasSize(3);
        }
    }

    private static int octets(int port, String request) throws Exception {
        try (RawClient client = RawClient.connect(port)) {
            client.send(request);
            return client.input().readAllBytes().length;
        }
    }
}
