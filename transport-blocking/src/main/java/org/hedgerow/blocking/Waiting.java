package org.hedgerow.blocking;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Waiting on threads that belong to the transport. Nobody else knows them, so an interrupt can only be what a handler has
 * left behind: it is not heeded, and dropped, for with it nobody could use a socket any more without losing it.
 */
final class Waiting {
    private Waiting() {}

    static void forLatch(CountDownLatch latch) {
        while (true) {
            Thread.interrupted();
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }

    static <T> T forNext(BlockingQueue<T> queue) {
        while (true) {
            Thread.interrupted();
            try {
                return queue.take();
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }
}
