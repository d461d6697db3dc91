package org.hedgerow.blocking;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hedgerow.lane.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waiting on threads that belong to the transport. Nobody else knows them, so an interrupt can only be what a handler has
 * left behind: it is not heeded, and dropped, for with it nobody could use a socket any more without losing it.
 */
final class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int MOST_TRIES = 1000; // ten seconds of them

    private Waiting() {}

    /** Has the JVM load and link, while there is memory, what is needed to go on where there is none. */
    static void prepare() {
        pauseAfter(new InterruptedException());
    }

    static void forLatch(CountDownLatch latch) {
        while (true) {
            Thread.interrupted();
            try {
                latch.await();
                return;
            } catch (Throwable e) {
                pauseAfter(e);
            }
        }
    }

    static <T> T forNext(BlockingQueue<T> queue) {
        while (true) {
            Thread.interrupted();
            try {
                return queue.take();
            } catch (Throwable e) {
                pauseAfter(e);
            }
        }
    }

    /**
     * Does what must not be left undone, such as closing what a thread that ends has served: where memory is missing, again
     * and again.
     *
     * @param action made before memory is missing; does nothing more if it is done
     */
    static void untilDone(Runnable action) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                action.run();
                return;
            } catch (Throwable e) {
                pauseAfter(e);
            }
        }
    }

    static void pauseAfter(Throwable thrown) {
        try {
            if (!(thrown instanceof InterruptedException)) {
                Guard.failed(LOG, "tries again in a moment", thrown);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Throwable again) {
            // Not even a class could be loaded.
        }
        Thread.interrupted();
    }
}
