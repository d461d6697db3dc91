package org.hedgerow.server.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.lane.LightThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ChildProcessTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void oneThatNobodyCanWatchIsNotLeftBehind(int threads) {
        AtomicReference<String> name = new AtomicReference<>();

        assertThatIOException()
                .isThrownBy(() -> ChildProcess.start(new ProcessBuilder("sleep", "1000"), new Deaf(), named -> {
                    name.set(named);
                    return onlySoMany(threads, LightThreads.platform(named));
                }))
                .withMessage("no thread to watch it: as the test has it");

        long pid = Long.parseLong(name.get().replace("hedgerow-process-", ""));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** One whose standard input is a socket, for instance, does not see it end. */
    @Test
    void oneWhoseStandardInputIsNoPipeIsToldToEndBySigterm() throws Exception {
        ProcessBuilder command = new ProcessBuilder("sleep", "1000").redirectInput(new File("/dev/null"));
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Child child = ChildProcess.start(command, new Deaf() {
            @Override
            public void ended(int code) {
                exitCode.complete(code);
            }
        });
        try {
            child.hangUp();

            assertThat(exitCode).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(128 + 15);
        } finally {
            child.kill();
        }
    }

    private static ThreadFactory onlySoMany(int threads, ThreadFactory all) {
        AtomicInteger made = new AtomicInteger();
        return task -> {
            if (made.getAndIncrement() == threads) {
                throw new OutOfMemoryError("as the test has it");
            }
            return all.newThread(task);
        };
    }

    /** Nothing that it says is looked at. */
    private static class Deaf implements Child.Events {
        @Override
        public void printed(String line) {}

        @Override
        public void complained(String line) {}

        @Override
        public void ended(int exitCode) {}
    }
}
