package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {
    private final ProcessTree own = new ProcessTree(ProcessHandle.current());

    /** Processor time that a thread has used is still there when the thread is not. */
    @Test
    void countsThreadsThatHaveEnded() throws Exception {
        double before = own.cpuSeconds();
        long[] used = new long[1];
        Thread busy = new Thread(() -> used[0] = work());
        busy.start();
        busy.join();
        assertThat(own.cpuSeconds() - before).isGreaterThanOrEqualTo(used[0] / 1e9 - 0.03);
    }

    private static long work() {
        var threads = ManagementFactory.getThreadMXBean();
        long limit = 300_000_000;
        while (threads.getCurrentThreadCpuTime() < limit) {
            Thread.onSpinWait();
        }
        return threads.getCurrentThreadCpuTime();
    }
}
