package org.hedgerow.nio;

import java.nio.channels.SocketChannel;

/** How the connections of a listener come in: what differs between the concurrency models. */
interface Door {

    /** Lets connections in. Once. */
    void open();

    /**
     * Lets no more in. Upon return the port is free, unless called in a loop: then it is soon. Any thread; idempotent.
     */
    void shut();

    /** One that came in is gone; returns whether nobody else will ever come in. Any thread. */
    default boolean left() {
        return false;
    }

    /** Who takes over what came in, for which a place is taken. */
    interface Host {

        /** A connection for this loop. Any thread; in the loop it is taken over at once. */
        void welcome(EventLoop loop, SocketChannel channel);
    }
}
