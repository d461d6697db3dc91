package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Waits until the processors of a Linux machine have nothing to do; elsewhere it takes that for granted. */
final class QuietMachine {
    private static final Path COUNTERS = Path.of("/proc/stat");
    private static final int WINDOW_MILLIS = 200;
    private static final double IDLE_SHARE = 0.9;
    // Fields of the first line: idle time, and that which waits for disks (proc(5)); the first 8 make up all time.
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int FIELDS = 8;

    private final double patienceSeconds;

    /** Waits for so long at most; 0 does not look at all. */
    QuietMachine(double patienceSeconds) {
        this.patienceSeconds = patienceSeconds;
    }

    /** Blocks until the processors were idle for nine tenths of a fifth of a second. Says whether that has come in time. */
    boolean await() throws IOException, InterruptedException {
        if (patienceSeconds == 0 || !Files.exists(COUNTERS)) {
            return true;
        }
        long start = System.nanoTime();
        long[] before = read();
        while ((System.nanoTime() - start) / 1e9 < patienceSeconds) {
            Thread.sleep(WINDOW_MILLIS);
            long[] after = read();
            if (idle(before, after) > IDLE_SHARE) {
                return true;
            }
            before = after;
        }
        return false;
    }

    private static double idle(long[] before, long[] after) {
        double all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        return (after[IDLE] + after[IO_WAIT] - before[IDLE] - before[IO_WAIT]) / all;
    }

    private static long[] read() throws IOException {
        String line = Files.readString(COUNTERS, StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.split(" +", -1))
                .skip(1)
                .limit(FIELDS)
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
