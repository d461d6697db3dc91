package org.hedgerow.blocking;

import java.io.IOException;

/** How the connections of a listener come in. */
interface Entrance {

    /**
     * Lets connections in. Once.
     *
     * @param over called when nobody else will ever come in; not called upon {@link #shut}
     * @throws IOException if there are no threads to be had; to be shut then
     */
    void open(Runnable over) throws IOException;

    /** Lets no more in; upon that the port is free. Any thread; idempotent. */
    void shut();
}
