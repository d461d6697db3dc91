package org.hedgerow.transport;

import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import org.hedgerow.lane.Lane;

/**
 * One stream connection, as its handler sees it. Confined to its {@link #lane()}: all methods but {@code lane} and
 * {@code remoteAddress} are called inside it, and throw {@link IllegalStateException} outside. None blocks.
 */
public interface Connection {

    /** Where the callbacks of this connection run. Any thread. */
    Lane lane();

    /** Who is at the other end. Any thread. */
    SocketAddress remoteAddress();

    /**
     * Sends the bytes, after all that was written before. They are copied; what the callbacks of one pass write leaves
     * together at its end. What the peer does not take yet is held, however much it is: writers of much watch
     * {@link #pendingOutput()} and go on in {@link ConnectionHandler#drained}. On a connection that is not open yet,
     * closing or closed the bytes are dropped.
     */
    void write(byte[] bytes, int offset, int length);

    /**
     * Sends a part of a file, after all that was written before. The system moves the octets where it can (sendfile), in
     * portions that the peer takes; they never pass through this process's memory. If the file turns out to end before,
     * the connection is cut by a reset, with an {@link java.io.EOFException} for its cause: what the peer was promised
     * cannot be had any more.
     *
     * @param file open until all is sent or the connection closed, when the caller may close it; its own position does not
     *     matter, and any number of connections may share it
     * @param position where in the file to begin
     * @param length how many octets; they count in {@link #pendingOutput()}
     */
    void write(FileChannel file, long position, long length);

    /** How many octets are written and not yet sent. */
    long pendingOutput();

    /** Whether to go on reading; bytes that were read already may still arrive after {@code false}. Initially on. */
    void reading(boolean on);

    /**
     * Asks for {@link ConnectionHandler#quiet} once {@code nanos} nanoseconds have passed in which reading was not paused
     * and nothing arrived. Once only; bytes that arrive first call it off, a further call replaces it.
     */
    void awaitQuiet(long nanos);

    /**
     * Closes the connection once all output is sent: then the peer sees the end of the stream, and input that still
     * comes is discarded for a short while, so that it does not turn into a reset which would take the last output away.
     */
    void close();

    /**
     * Gives up on a peer that is not worth more: closes, or resets where {@link ListenOptions#reset()} says so. The same
     * happens to connections that are idle for too long.
     */
    void shed();

    /** Cuts the connection at once, by a reset (RST): unsent output is dropped, and no TIME_WAIT stays here. */
    void reset();
}
