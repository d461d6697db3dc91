package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a process ends whose threads are stuck, or which has no memory. */
@DisabledOnOs(OS.WINDOWS)
class EndingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private static List<String> command(String way) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndingProgram.class.getName(),
                way);
    }

    private JarProcess start(String way) throws IOException {
        return JarProcess.run(directory, command(way));
    }

    private JarProcess terminated(String way) throws IOException {
        JarProcess program = start(way);
        await().atMost(LIMIT).until(() -> program.out().contains("READY"));
        program.terminate();
        return program;
    }

    @Test
    void whatClosesInTimeEndsInGoodOrder() throws Exception {
        try (JarProcess program = terminated("closes-at-once")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void whatNeverClosesEndsAllTheSame() throws Exception {
        try (JarProcess program = terminated("never-closes")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.err()).containsExactly("hedgerow: not closed in good order in time: the process ends");
        }
    }

    @Test
    void anOrderToEndBeforeAnybodyTakesOrdersIsNoFailure() throws Exception {
        try (JarProcess program = start("ends-already")) {
            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void withoutMemoryTheProcessEnds() throws Exception {
        try (JarProcess program = start("no-memory")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.err()).containsExactly("hedgerow: out of memory: the process ends");
        }
    }

    @Test
    void withoutMemoryTheProcessEndsThoughNobodyReadsThat() throws Exception {
        Process program = new ProcessBuilder(command("no-memory-and-nobody-reads")).start();
        try {
            assertThat(program.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(3);
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void whateverElseEndsAThreadIsPrintedAsTheJvmDoesIt() throws Exception {
        try (JarProcess program = start("another-failure")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.err())
                    .startsWith("Exception in thread \"main\" java.lang.IllegalStateException: as the test has it");
        }
    }
}
