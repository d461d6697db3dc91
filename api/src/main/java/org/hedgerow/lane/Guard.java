package org.hedgerow.lane;

import java.util.Objects;
import org.slf4j.Logger;

/** What becomes of what code that is not ours has thrown: it is reported, and whoever called that code goes on. */
public final class Guard {
    private Guard() {}

    /** What was thrown, as text; its class alone if its own text cannot be had, which is not our code either. Any thread. */
    public static String text(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        try {
            return thrown.toString();
        } catch (Throwable alsoThrown) {
            return thrown.getClass().getName();
        }
    }

    /**
     * Logs what was thrown, and hands an error of the JVM, such as {@link OutOfMemoryError}, to the thread's
     * {@link Thread.UncaughtExceptionHandler} too, which decides what becomes of the process. Never throws, since a JVM
     * without memory cannot log either. Any thread.
     *
     * @param what who threw and at what, for people
     */
    public static void failed(Logger log, String what, Throwable thrown) {
        try {
            log.warn("{}", what, thrown);
        } catch (Throwable alsoThrown) {
            // There is nothing left to report it with.
        }
        if (thrown instanceof VirtualMachineError) {
            try {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
            } catch (Throwable alsoThrown) {
                // The handler is not ours either.
            }
        }
    }
}
