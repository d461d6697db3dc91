package org.hedgerow.nio;

import org.jspecify.annotations.Nullable;

/** Waiting for the transport's own threads to end, which they do soon and without fail. */
final class ThreadEnd {
    private ThreadEnd() {}

    /** Waits for the thread, even if interrupted meanwhile; not at all if it is the calling one, or never ran. */
    static void await(@Nullable Thread thread) {
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
