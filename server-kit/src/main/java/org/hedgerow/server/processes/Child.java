package org.hedgerow.server.processes;

import java.io.IOException;
import java.util.function.IntFunction;

/** A process that was started to share the work. Methods do not block. */
interface Child {
    /** The number that the system has for it. */
    long pid();

    /** Writes a line to its standard input; one that reads no more misses it. */
    void tell(String line);

    /** Closes its standard input, or sends SIGTERM where that is no pipe, upon which it drains and ends. */
    void hangUp();

    /** Ends it at once. */
    void kill();

    /** What becomes of a child; called from any thread, one call at a time for each kind of call. */
    interface Events {
        /** It has written a line to standard output. */
        void printed(String line);

        /** It has written a line to standard error. */
        void complained(String line);

        /** It has ended; the last call. */
        void ended(int exitCode);
    }

    /** Starts children. */
    @FunctionalInterface
    interface Starter {
        /** Starts the child of this number, from 0. */
        Child start(int index, Events events) throws IOException;

        /** Starts them as processes of the system. */
        static Starter of(IntFunction<ProcessBuilder> commands) {
            return (index, events) -> ChildProcess.start(commands.apply(index), events);
        }
    }
}
