package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which processes have which sockets, as Linux tells it: that is what makes the two designs what they are. */
@EnabledOnOs(OS.LINUX)
class HandedDescriptorsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LISTENS = "0A";
    private static final String IS_CONNECTED = "01";

    @TempDir
    Path directory;

    @Test
    void theProcessesOfPreforkAcceptHaveOneListeningSocketBetweenThem() throws Exception {
        try (GalleryProcess server = GalleryProcess.serve(directory, "prefork-accept", "-n", "3")) {
            Set<String> listening = sockets(server.port(), LISTENS);

            assertThat(listening).as("one, and not one each as by SO_REUSEPORT").hasSize(1);
            assertThat(server.children())
                    .hasSize(3)
                    .allSatisfy(child -> assertThat(socketsOf(child.pid())).containsAll(listening));
        }
    }

    @Test
    void theProcessesOfPreforkHandoffDoNotListenAndOneOfThemHasTheConnectionThatItsParentAccepted() throws Exception {
        try (GalleryProcess server = GalleryProcess.serve(directory, "prefork-handoff", "-n", "2");
                RawClient client = RawClient.connect(server.port())) {
            int port = server.port();
            Set<String> listening = sockets(port, LISTENS);

            assertThat(listening).hasSize(1);
            assertThat(socketsOf(server.pid())).containsAll(listening);
            assertThat(having(server.children(), listening)).isZero();
            await("the connection to be with one process, and with its parent no more")
                    .atMost(LIMIT)
                    .until(() -> {
                        Set<String> connection = sockets(port, IS_CONNECTED);
                        return having(server.children(), connection) == 1
                                && !socketsOf(server.pid()).containsAll(connection);
                    });

            client.sendLine("5");

            assertThat(client.input().readAllBytes()).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork-accept", "prefork-handoff"})
    void noProcessOutlivesItsParent(String design) throws Exception {
        List<ProcessHandle> children;
        try (GalleryProcess server = GalleryProcess.serve(directory, design, "-n", "2")) {
            server.port();
            children = server.children();
            assertThat(children).hasSize(2);

            server.kill();

            await("their ends").atMost(LIMIT).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private static long having(List<ProcessHandle> processes, Set<String> sockets) {
        return processes.stream()
                .filter(process -> socketsOf(process.pid()).containsAll(sockets))
                .count();
    }

    /** Those on a local port that are in a state, as the tables of Linux have them. */
    private static Set<String> sockets(int port, String state) throws IOException {
        Set<String> found = new HashSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] row = line.strip().split("\\s+");
                if (row[1].endsWith(String.format(":%04X", port)) && row[3].equals(state)) {
                    found.add("socket:[" + row[9] + "]");
                }
            }
        }
        return found;
    }

    private static Set<String> socketsOf(long pid) {
        Set<String> found = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path each : descriptors.toList()) {
                found.add(Files.readSymbolicLink(each).toString());
            }
        } catch (NoSuchFileException e) {
            return socketsOf(pid); // one was closed meanwhile
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }
}
