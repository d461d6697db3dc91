package org.hedgerow.nio;

import java.nio.channels.SocketChannel;
import java.util.List;

/** How the connections of a listener come in: what differs between the concurrency models. */
interface Door {

    /** Lets connections in. Once. */
    void open();

    /** Lets no more in; soon the port is free. Any thread; idempotent. */
    void shut();

    /** Waits until the port is free, once it is shut: a moment, or a second if something is stuck. Not in a lane. */
    default void awaitShut() {}

    /** Those that do nothing but accept. */
    default List<Thread> threads() {
        return List.of();
    }

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
