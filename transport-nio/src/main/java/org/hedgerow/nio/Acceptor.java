package org.hedgerow.nio;

import java.nio.channels.SocketChannel;
import java.util.List;

/** Accepts the connections of a listener: what differs between the concurrency models. */
interface Acceptor {

    /** Begins to accept. Once. */
    void start();

    /** Accepts no more; soon the port is free. Any thread; idempotent. */
    void stop();

    /** Waits until the port is free, once it is stopped: a moment, or a second if something is stuck. Not in a lane. */
    default void awaitStopped() {}

    /** The threads that do nothing but accept. */
    default List<Thread> threads() {
        return List.of();
    }

    /** One that was accepted is gone; returns whether there will never be another. Any thread. */
    default boolean gone() {
        return false;
    }

    /** Takes over what was accepted, for which a place is taken. */
    interface Taker {

        /** A connection for this loop. Any thread; in the loop it is taken over at once. */
        void take(EventLoop loop, SocketChannel channel);
    }
}
