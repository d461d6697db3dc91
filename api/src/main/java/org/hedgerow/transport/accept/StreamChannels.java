package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/** Opens sockets that connect, and checks what they have connected to. Any thread; never blocks. */
public final class StreamChannels {
    private StreamChannels() {}

    /** A stream socket of the address's family, neither bound nor connected. */
    public static SocketChannel open(SocketAddress address) throws IOException {
        return open(AddressFamily.of(address));
    }

    /** A stream socket of this family, or of all if it is null, neither bound nor connected. */
    static SocketChannel open(@Nullable ProtocolFamily family) throws IOException {
        try {
            return family == null ? SocketChannel.open() : SocketChannel.open(family);
        } catch (UnsupportedOperationException e) {
            return SocketChannel.open(); // of a provider that was made before families could be told
        }
    }

    /**
     * Refuses a connection that the system has made with itself. It does so, instead of refusing it, where nobody listens on
     * a port of its own range and the connecting socket is given just that one (RFC 9293, 3.5, simultaneous open); whoever
     * kept the connection would hear what it says, and keep the server from its port.
     *
     * @param connected to be closed by a reset if this throws
     * @throws ConnectException if the connection has no other end
     * @throws IOException if the channel is not connected any more
     */
    public static void expectPeer(SocketChannel connected) throws IOException {
        Objects.requireNonNull(connected, "connected");
        SocketAddress local = connected.getLocalAddress();
        if (local != null && local.equals(connected.getRemoteAddress())) {
            throw new ConnectException("Connection refused: " + Endpoint.text(local) + " was connected to itself");
        }
    }
}
