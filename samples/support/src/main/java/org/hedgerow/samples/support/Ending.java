package org.hedgerow.samples.support;

import java.util.concurrent.CountDownLatch;

/**
 * The end of a process that runs until it is told to end (Ctrl-C, SIGTERM): it then ends with exit code 0, once this is
 * closed, which comes after all else is.
 */
public final class Ending implements AutoCloseable {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "hedgerow-shutdown");

    private Ending() {}

    /** Listens for the order from now on. */
    public static Ending listen() {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    /** Blocks until the order comes. */
    public void awaitOrder() throws InterruptedException {
        told.await();
    }

    private void end() {
        told.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A JVM that a signal ends would report the signal; one that has ended in good order reports success.
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, by the hook.
        }
    }
}
