package org.hedgerow.blocking;

import java.io.IOException;
import org.hedgerow.transport.accept.AcceptLoop;

/**
 * The threads of one listener: who accepts its connections, and who serves them. There is one implementation for each {@link
 * org.hedgerow.transport.ConcurrencyModel} that this transport has.
 */
interface WorkerPool {

    /** How many workers share the connections; 0 if each connection has one of its own. */
    int workers();

    /** Starts the threads that run {@link AcceptLoop#accept}. Once; if it fails, the loop is to be stopped. */
    void start(AcceptLoop loop) throws IOException;

    /** Who serves the connection that the calling thread has just accepted. */
    Worker next();

    /** The loop was stopped. Any thread; may be called again. */
    default void stopped() {}

    /** How many connections it can serve at once, if so many are allowed. */
    default int places(int allowed) {
        return workers() == 0 ? allowed : Math.min(workers(), allowed);
    }
}
