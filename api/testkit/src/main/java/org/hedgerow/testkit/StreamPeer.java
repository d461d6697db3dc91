package org.hedgerow.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** The other end of a connection, as a test plays it: blocking, and not in a lane. Text is UTF-8. */
interface StreamPeer extends AutoCloseable {

    /** Sends the bytes, as one write. */
    void send(byte[] bytes) throws IOException;

    /** Sends the text, as one write. */
    default void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads so many bytes, exactly.
     *
     * @throws EOFException if the stream ends before
     * @throws SocketTimeoutException if they do not come
     */
    String read(int bytes) throws IOException;

    /**
     * Reads until the server closes its side.
     *
     * @throws SocketTimeoutException if it does not
     */
    String readToEnd() throws IOException;

    /** Says that nothing more will be sent. Where there are no halves of a connection, it is closed. */
    void shutdownOutput() throws IOException;

    @Override
    void close() throws IOException;

    /** How they come to be connected. */
    @FunctionalInterface
    interface Source {

        /** Connects to a server, and waits for that. */
        StreamPeer connect(SocketAddress server) throws IOException;
    }
}
