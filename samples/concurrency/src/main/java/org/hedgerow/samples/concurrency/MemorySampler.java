package org.hedgerow.samples.concurrency;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.LightThreads;

/** Looks at the memory of processes now and then, on a thread of its own, and remembers the most that it saw. */
final class MemorySampler {
    private static final long INTERVAL_MILLIS = 250;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ProcessTree tree;
    private final Thread thread;
    private long most; // of the thread, until it has ended

    private MemorySampler(ProcessTree tree) {
        this.tree = tree;
        thread = LightThreads.platform("memory-sampler").newThread(this::run);
    }

    static MemorySampler start(ProcessTree tree) {
        MemorySampler sampler = new MemorySampler(tree);
        sampler.thread.start();
        return sampler;
    }

    /** The most octets that were resident, now or at any time that it looked. */
    long stop() throws InterruptedException {
        over.countDown();
        thread.join();
        return Math.max(most, tree.residentOctets());
    }

    private void run() {
        try {
            do {
                most = Math.max(most, tree.residentOctets());
            } while (!over.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
