package org.hedgerow.blocking;

import java.io.IOException;

/** Accepts the connections of a listener. */
interface Acceptor {

    /**
     * Begins to accept. Once.
     *
     * @param over called when there will never be another connection; not called upon {@link #stop}
     * @throws IOException if there are no threads to be had; to be stopped then
     */
    void start(Runnable over) throws IOException;

    /** Accepts no more; upon that the port is free. Any thread; idempotent. */
    void stop();
}
