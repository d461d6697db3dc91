package org.hedgerow.blocking;

import java.io.IOException;

/** Who serves one connection, or one after the other. */
@FunctionalInterface
interface Worker {

    /**
     * Has a connection's reader run, now or soon. Called once for a connection, or never if that is gone before; in its
     * lane, so it must not block.
     */
    void serve(Runnable reader) throws IOException;

    /** Its number in the pool, from 0. */
    default int number() {
        return 0;
    }

    /** The connection is gone for good, and its handler knows. Called once for a connection, on any thread. */
    default void release() {}

    /** What of its work is to be done by the thread that accepted the connection. */
    default Runnable rest() {
        return () -> {};
    }
}
