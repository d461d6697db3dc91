package org.hedgerow.blocking;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of one port. Not that of a channel, which an interrupt would close: any thread may come to send, and whoever
 * interrupts it while it does shall not take the port away.
 */
final class PortSocket {
    private static final Logger LOG = LoggerFactory.getLogger(PortSocket.class);
    private static final byte[] NOTHING = {};

    private final @Nullable DatagramSocket socket;
    private final @Nullable SocketAddress peer;
    private final SocketAddress local;
    private final DatagramPacket sending = new DatagramPacket(NOTHING, 0);

    private PortSocket(@Nullable DatagramSocket socket, @Nullable SocketAddress peer) {
        this.socket = socket;
        this.peer = peer;
        local = socket == null ? new InetSocketAddress(0) : socket.getLocalSocketAddress();
    }

    /** A socket that is not bound yet, for one family of addresses, or for all. */
    static DatagramSocket unbound(@Nullable ProtocolFamily family) throws IOException {
        return family == null
                ? new DatagramSocket(null)
                : DatagramChannel.open(family).socket();
    }

    /** A bound socket. */
    static PortSocket of(DatagramSocket socket) {
        return new PortSocket(socket, null);
    }

    /** A socket of its own for one peer. */
    static PortSocket towards(SocketAddress peer) throws IOException {
        DatagramSocket socket = unbound(null);
        try {
            socket.connect(peer);
            return new PortSocket(socket, peer);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e instanceof IOException io ? io : new IOException("cannot open a port towards " + peer, e);
        }
    }

    /** None: the system has no socket to open it with. */
    static PortSocket unopened() {
        return new PortSocket(null, null);
    }

    SocketAddress localAddress() {
        return local;
    }

    /** Whether it is for one peer. */
    boolean hasPeer() {
        return peer != null;
    }

    boolean isClosed() {
        return socket == null || socket.isClosed();
    }

    /** Receives one datagram; blocks, for so many milliseconds at most, or for ever if 0. */
    void receive(DatagramPacket packet, int millis) throws IOException {
        if (socket == null) {
            throw new SocketException("not open");
        }
        if (socket.getSoTimeout() != millis) {
            socket.setSoTimeout(millis);
        }
        socket.receive(packet);
    }

    /**
     * Sends one datagram, or drops it. In the lane only.
     *
     * @return what the system says of it, or of an earlier one, where it does not just send it
     * @throws IllegalArgumentException if it is for somebody else than the peer, or for no address
     */
    @Nullable
    IOException send(byte[] bytes, int offset, int length, SocketAddress to) {
        if (peer != null && !peer.equals(to)) {
            throw new IllegalArgumentException(
                    "expected the peer " + Endpoint.text(peer) + ", found " + Endpoint.text(to));
        }
        if (socket == null) {
            return null;
        }
        sending.setData(bytes, offset, length);
        sending.setSocketAddress(to);
        try {
            socket.send(sending);
            return null;
        } catch (IOException pending) {
            // Where ICMP has brought bad news of an earlier datagram, the system tells that, once, and does not send.
            LOG.debug("{} tries to send again: {}", local, pending.toString());
            sendAgain(socket);
            return pending;
        } finally {
            sending.setData(NOTHING);
        }
    }

    private void sendAgain(DatagramSocket open) {
        try {
            open.send(sending);
        } catch (IOException e) {
            LOG.debug("{} could not send to {}: {}", local, sending.getSocketAddress(), e.toString());
        }
    }

    /** Closes; whoever blocks in it gets an exception. Any thread; idempotent. */
    void close() {
        if (socket != null) {
            socket.close();
        }
    }
}
