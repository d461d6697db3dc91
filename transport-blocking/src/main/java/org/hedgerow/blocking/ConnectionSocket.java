package org.hedgerow.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.accept.StreamChannels;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of one connection, in blocking mode. Bytes go through the channel's socket adaptor, for only that can read with
 * a time-out; files go into the channel itself.
 *
 * <p>An interrupt closes a channel that is read from or written to. So whoever does either clears what a handler may have
 * left behind before.
 */
final class ConnectionSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionSocket.class);

    private final @Nullable SocketChannel channel;
    private final SocketAddress address;
    private final boolean outgoing;

    // Set by the reader before anybody else learns that the connection stands.
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    private ConnectionSocket(@Nullable SocketChannel channel, SocketAddress address, boolean outgoing) {
        this.channel = channel;
        this.address = address;
        this.outgoing = outgoing;
    }

    /** A connected socket. */
    static ConnectionSocket of(SocketChannel channel) {
        return new ConnectionSocket(channel, channel.socket().getRemoteSocketAddress(), false);
    }

    /** A socket to be connected. */
    static ConnectionSocket to(SocketAddress address) {
        try {
            return new ConnectionSocket(StreamChannels.open(address), address, true);
        } catch (IOException e) {
            LOG.debug("no socket to connect to {} with", Endpoint.text(address), e);
            return new ConnectionSocket(null, address, true); // whoever tries to connect is told
        }
    }

    /** Who is at the other end. */
    SocketAddress address() {
        return address;
    }

    /** Connects if need be; blocks. */
    void establish() throws IOException {
        SocketChannel open = channel();
        open.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (outgoing) {
            open.socket().connect(address);
            expectPeer(open);
        }
        in = open.socket().getInputStream();
        out = open.socket().getOutputStream();
    }

    private void expectPeer(SocketChannel connected) throws IOException {
        try {
            StreamChannels.expectPeer(connected);
        } catch (IOException e) {
            reset(); // or else the system would keep the port for a while
            throw e;
        }
    }

    SocketChannel channel() throws IOException {
        if (channel == null) {
            throw new SocketException("the system has no socket to connect with");
        }
        return channel;
    }

    /** Reads some bytes; -1 is the end of the stream. Blocks. */
    int read(byte[] buffer, int most) throws IOException {
        if (in == null) {
            throw new SocketException("not connected");
        }
        return in.read(buffer, 0, Math.min(buffer.length, most));
    }

    /** Has reads fail after so many milliseconds without a byte; 0 is never. */
    void readTimeout(int millis) throws IOException {
        channel().socket().setSoTimeout(millis);
    }

    /** Whether nothing has arrived that was not read. */
    boolean isEmpty() throws IOException {
        return in == null || in.available() == 0;
    }

    /** Sends all of the bytes. Blocks. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        if (out == null) {
            throw new SocketException("not connected");
        }
        out.write(bytes, offset, length);
    }

    /** Before a file is transferred: from a virtual thread, has the channel not block, so that the transfer does not, either. */
    void expectTransfer() throws IOException {
        channel().write(ByteBuffer.allocate(0));
    }

    /** Tells the peer that nothing more will come. */
    void shutDownOutput() {
        try {
            channel().shutdownOutput();
        } catch (Throwable e) {
            Thrown.reportForDebugging(LOG, "a connection was gone before its output could be shut down", e);
        }
    }

    /** Closes by a reset instead of in order. */
    void reset() {
        try {
            channel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (Throwable e) {
            Thrown.reportForDebugging(LOG, "a connection was gone before it could be reset", e);
        }
        close();
    }

    /** Closes; whoever blocks on the socket gets an exception. */
    void close() {
        if (channel != null) {
            close(channel);
        }
    }

    /** Closes, whatever happens. */
    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (Throwable e) {
            Thrown.reportForDebugging(LOG, "a socket did not close", e);
        }
    }
}
