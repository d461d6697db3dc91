package org.hedgerow.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run of the load generator. */
final class LoadProcess {
    private static final long LIMIT_SECONDS = 60;

    private LoadProcess() {}

    /**
     * Runs it to its end, with the meters running while it counts.
     *
     * @param command starts it
     * @param seconds how long it is meant to take
     * @param log a file for its errors
     * @throws ContenderException if it fails, takes a minute longer, or its result is worth nothing
     */
    static LoadResult run(List<String> command, double seconds, Path log, List<? extends Meter> meters)
            throws ContenderException, IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        CompletableFuture<Void> end = endAfter(process, (long) seconds + LIMIT_SECONDS);
        try (BufferedReader lines = process.inputReader()) {
            String last = follow(lines, meters);
            if (process.waitFor() != 0 || last == null) {
                throw new ContenderException("the load generator ended with exit code " + process.exitValue() + ": "
                        + Files.readString(log).strip());
            }
            return LoadResult.parse(last).checkedThrough();
        } finally {
            end.cancel(false);
            process.destroy();
        }
    }

    /** Kills the process after that time, unless that is cancelled. */
    static CompletableFuture<Void> endAfter(Process process, long seconds) {
        Executor then = CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS);
        return CompletableFuture.runAsync(process::destroyForcibly, then);
    }

    private static @Nullable String follow(BufferedReader lines, List<? extends Meter> meters)
            throws ContenderException, IOException {
        String last = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("measuring")) {
                for (Meter each : meters) {
                    each.start();
                }
            } else if (line.equals("measured")) {
                for (Meter each : meters) {
                    each.stop();
                }
            } else {
                last = line;
            }
        }
        return last;
    }
}
