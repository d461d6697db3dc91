package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.server.processes.Signals;

/**
 * Has SIGUSR1 come between the last look and the call of select, for certain: the process sends it to itself there, and waits
 * until its handler has run.
 */
final class WorstMoment {
    private WorstMoment() {}

    /** Sets the handler, and has the signal come. The handler stays set, for those that are sent later. */
    static void pass(Signals signals, Runnable handler) throws GalleryException, IOException, InterruptedException {
        CountDownLatch handled = new CountDownLatch(1);
        boolean set = signals.on("USR1", () -> {
            handler.run();
            handled.countDown();
        });
        // Not every system has a program of that name, but every shell knows it.
        String kill = "kill -USR1 " + ProcessHandle.current().pid();
        if (!set || new ProcessBuilder("sh", "-c", kill).inheritIO().start().waitFor() != 0) {
            throw new GalleryException("this system does not let a process send SIGUSR1 to itself");
        }
        handled.await();
    }
}
