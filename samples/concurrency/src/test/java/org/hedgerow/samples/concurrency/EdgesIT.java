package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at the edges, as the programs show it. */
class EdgesIT {
    @TempDir
    Path directory;

    @Test
    void aWriteAfterTheResetIsABrokenPipe() throws Exception {
        try (GalleryProcess server = GalleryProcess.serve(directory, "reset");
                GalleryProcess client =
                        GalleryProcess.start(directory, "sigpipe", "-p", Integer.toString(server.port()))) {
            assertThat(client.exitCode()).as("%s", client).isZero();
            assertThat(client.out())
                    .containsExactly(
                            "read:  Connection reset (ECONNRESET)",
                            "write: Broken pipe (EPIPE)",
                            "SIGPIPE came with it, and this process goes on");
        }
    }

    @Test
    void aSignalBeforeSelectIsSeenThroughThePipe() throws Exception {
        try (GalleryProcess program = GalleryProcess.start(directory, "self-pipe")) {
            assertThat(program.exitCode()).as("%s", program).isZero();
            assertThat(program.out()).containsExactly("SIGUSR1 has come, before select", "Got signal");
        }
    }

    @Test
    void withoutThePipeItIsLostUntilAnotherComes() throws Exception {
        try (GalleryProcess program = GalleryProcess.start(directory, "signal-race")) {
            await("the first signal")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !program.out().isEmpty());
            assertThat(program.out())
                    .singleElement()
                    .asString()
                    .startsWith("SIGUSR1 has come, before select, which blocks");

            String kill = program.out().get(0).replaceFirst(".*: (kill -USR1 \\d+)$", "$1");
            assertThat(new ProcessBuilder("sh", "-c", kill).start().waitFor()).isZero();

            assertThat(program.exitCode()).as("%s", program).isZero();
            assertThat(program.out()).hasSize(2).last().isEqualTo("Got signal, that is, number 2");
        }
    }
}
