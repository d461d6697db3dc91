package org.hedgerow.server.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.hedgerow.server.Shutdown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** With processes that a shell makes; the rules are those of {@link SupervisionTest}. */
@DisabledOnOs(OS.WINDOWS)
class PreforkedTest {
    // Says that it is ready and what it is told, until its input ends.
    private static final String FAITHFUL =
            "echo READY $0; while read -r line; do echo \"told $line\"; done; echo \"over\"";

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<String>> ready = new CompletableFuture<>();

    @Test
    void runsTheProcessesUntilItIsClosed() throws Exception {
        Preforked crew = crew(2, FAITHFUL).build().start();
        assertThat(ready.get(30, TimeUnit.SECONDS)).containsExactlyInAnyOrder("READY 0", "READY 1");

        crew.reload();
        await().until(() -> out.size() == 2);
        crew.close();

        assertThat(crew.awaitEnd()).isEqualTo(Shutdown.GRACEFUL);
        assertThat(out)
                .containsExactlyInAnyOrder(
                        "process 0: told reload", "process 1: told reload", "process 0: over", "process 1: over");
        crew.close();
    }

    @Test
    void killsOneThatDoesNotListen() throws Exception {
        Preforked crew = crew(1, "trap '' TERM; echo READY; exec sleep 1000")
                .grace(Duration.ZERO)
                .build()
                .start();
        ready.get(30, TimeUnit.SECONDS);
        crew.close();

        assertThat(crew.awaitEnd()).isEqualTo(Shutdown.FORCED);
    }

    @Test
    void givesUpWithTheReasonAndWhatTheProcessSaid() {
        Preforked crew = crew(1, "echo no table >&2; exit 3")
                .restarts(RestartOptions.defaults()
                        .withPauses(Duration.ZERO, Duration.ZERO)
                        .withSteady(Duration.ofDays(1))
                        .withAttempts(2))
                .build()
                .start();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(crew::awaitEnd)
                .withMessage("process 0 never became ready, in 2 starts: it ended with 3");
        assertThat(err).containsExactly("process 0: no table", "process 0: no table");
        crew.close();
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Preforked crew = crew(2, FAITHFUL).build().start();
        ready.get(30, TimeUnit.SECONDS);
        crew.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().matches("hedgerow-(supervisor|process-.*)")));
    }

    @Test
    void startsOnce() {
        Preforked crew = crew(1, FAITHFUL).build();
        crew.close();
        assertThatIllegalStateException().isThrownBy(crew::start);
        assertThatIllegalArgumentException().isThrownBy(() -> crew(0, FAITHFUL));
    }

    @Test
    void closesTwiceAndEndsThoughItWasNeverStarted() throws Exception {
        Preforked crew = crew(1, FAITHFUL).build();
        CompletableFuture.runAsync(() -> {
                    crew.close();
                    crew.close();
                })
                .get(30, TimeUnit.SECONDS);

        assertThat(CompletableFuture.supplyAsync(() -> endOf(crew)).get(30, TimeUnit.SECONDS))
                .isEqualTo(Shutdown.GRACEFUL);
        assertThatIllegalStateException().isThrownBy(crew::start);
    }

    private static Shutdown endOf(Preforked crew) {
        try {
            return crew.awaitEnd();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Preforked.Builder crew(int processes, String script) {
        return Preforked.builder(processes, index -> new ProcessBuilder("sh", "-c", script, Integer.toString(index)))
                .onReady(ready::complete)
                .out(out::add)
                .err(err::add);
    }
}
