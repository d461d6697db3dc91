package org.hedgerow.samples.benchmarks.codec;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.jspecify.annotations.Nullable;

/** A port in memory, which copies what it sends, as a socket does. */
final class CapturingPort implements DatagramPort {
    /** Who is at the other end. */
    static final SocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

    private static final int MAX_OCTETS = 4096;

    private final Lane lane;
    private final DatagramHandler handler;
    private final Wire wire;
    private boolean closed;

    /** Where what was sent last is found. */
    static final class Wire {
        private final byte[] bytes = new byte[MAX_OCTETS];
        private int length;
        private @Nullable CapturingPort port;

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        /** Hands a datagram to the port that has sent last. */
        void reply(ByteBuffer datagram) {
            CapturingPort sender = port;
            if (sender == null) {
                throw new IllegalStateException("expected a datagram to reply to, found none");
            }
            sender.handler.received(sender, datagram, PEER);
        }
    }

    CapturingPort(Lane lane, DatagramHandler handler, Wire wire) {
        this.lane = lane;
        this.handler = handler;
        this.wire = wire;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public SocketAddress localAddress() {
        return PEER;
    }

    @Override
    public void send(byte[] bytes, int offset, int length, SocketAddress to) {
        System.arraycopy(bytes, offset, wire.bytes, 0, length);
        wire.length = length;
        wire.port = this;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lane.execute(() -> handler.closed(this, null));
        }
    }
}
