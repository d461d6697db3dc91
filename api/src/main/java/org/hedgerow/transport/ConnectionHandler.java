package org.hedgerow.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What to do with the bytes of one connection. All methods are called in the connection's lane, one at a time, and must
 * not block. In order: {@code opened} once; then {@code received}, {@code quiet} and {@code drained} any number of times;
 * {@code ended} at most once, with no {@code received} or {@code quiet} after it; {@code closed} exactly once, last.
 *
 * <p>Whatever a method throws, an {@link Error} included, cuts its connection, and nothing else.
 */
public interface ConnectionHandler {

    /** The connection stands. */
    default void opened(Connection connection) {}

    /**
     * Bytes have arrived, at least one. They belong to the handler until it returns: what it wants to keep it copies,
     * what it leaves unread is dropped.
     *
     * @param bytes a heap buffer ({@code hasArray()}), from position to limit
     */
    void received(Connection connection, ByteBuffer bytes);

    /**
     * How many bytes {@link #received} is to be given at most the next time, 1 or more; asked before each read. However
     * many there are, unless overridden.
     */
    default int mostInput() {
        return Integer.MAX_VALUE;
    }

    /** Nothing has arrived for the time that was given to {@link Connection#awaitQuiet}. */
    default void quiet(Connection connection) {}

    /** All that was written is sent, {@link Connection#pendingOutput()} is zero; whoever had more to write goes on. */
    default void drained(Connection connection) {}

    /**
     * No more input will come: the peer has shut down its side (it may still read), or the listener is being drained.
     * What is in flight may be answered; then the handler closes the connection, as this does unless overridden.
     */
    default void ended(Connection connection) {
        connection.close();
    }

    /**
     * The connection is gone, or could not be made. Nothing can be written any more.
     *
     * @param cause what cut it, a {@link ClosedTransportException} if the transport was closed; null if it was closed in order
     */
    default void closed(Connection connection, @Nullable IOException cause) {}
}
