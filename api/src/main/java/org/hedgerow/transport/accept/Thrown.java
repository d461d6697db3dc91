package org.hedgerow.transport.accept;

import java.io.IOException;
import java.time.Duration;
import org.hedgerow.lane.Guard;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** What was thrown in a lane, for those who are told of it. Nothing here throws, even where memory is missing. */
public final class Thrown {
    @SuppressWarnings("StaticAssignmentOfThrowable") // when it is wanted there is no memory for it
    private static final IOException UNTOLD = new Untold();

    private Thrown() {}

    /**
     * Has the JVM load and link, while there is memory, what is needed to go on where there is none. To be called before
     * anything else of a transport runs.
     */
    public static void prepare() {
        asCause("prepared", new OutOfMemoryError());
        asCause("prepared", Causes.idle(Duration.ZERO));
        report(NOPLogger.NOP_LOGGER, "prepared", "for", new IOException());
        reportForDebugging(NOPLogger.NOP_LOGGER, "prepared", new IOException());
    }

    /**
     * It, if it is an exception of I/O, and one that it is the cause of otherwise: for {@code closed}.
     *
     * @param what what did not work
     */
    public static IOException asCause(String what, Throwable thrown) {
        try {
            return thrown instanceof IOException io ? io : new IOException(what + ": " + thrown, thrown);
        } catch (Throwable alsoThrown) {
            return UNTOLD; // as without memory, or of an exception that cannot be printed
        }
    }

    /**
     * Has it reported as {@link Guard#failed} does.
     *
     * @param what what has thrown
     * @param whose whom it belongs to
     */
    public static void report(Logger log, String what, Object whose, Throwable thrown) {
        String text = what;
        try {
            text = what + ' ' + whose;
        } catch (Throwable alsoThrown) {
            // It is reported without.
        }
        Guard.failed(log, text, thrown);
    }

    /** The same for what need not worry anybody, unless it is an error of the JVM. */
    public static void reportForDebugging(Logger log, String what, Throwable thrown) {
        if (thrown instanceof VirtualMachineError) {
            Guard.failed(log, what, thrown);
            return;
        }
        try {
            log.debug("{}", what, thrown);
        } catch (Throwable alsoThrown) {
            // There is nothing left to report it with.
        }
    }

    /** Made before memory is missing; without a trace, since it belongs to nobody. */
    private static final class Untold extends IOException {
        private static final long serialVersionUID = 1;

        Untold() {
            super("something was thrown of which there is nothing to be said");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
