package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * Each datagram by a call of its own, which any JDK can do. They are received into a direct buffer of the loop's and copied
 * from there: given a heap buffer the JDK does the same, by way of a buffer that it has to find first.
 */
final class OneByOne implements PortExchange {
    private final EventLoop loop;
    private final DatagramChannel channel;
    private final @Nullable SocketAddress peer;
    private final PortOutput output;
    private @Nullable SocketAddress from;

    /** @param peer whom the channel is connected to, if it is */
    OneByOne(EventLoop loop, DatagramChannel channel, @Nullable SocketAddress peer) {
        this.loop = loop;
        this.channel = channel;
        this.peer = peer;
        this.output = new PortOutput(loop, channel, peer);
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public int receive() throws IOException {
        ByteBuffer carrier = loop.carrier().clear();
        from = peer == null ? channel.receive(carrier) : read(carrier, peer);
        return from == null ? 0 : 1;
    }

    /** The same as to receive, where there is one sender only, and cheaper by an eighth. */
    private @Nullable SocketAddress read(ByteBuffer carrier, SocketAddress sender) throws IOException {
        // An empty one is -1, as if a stream had ended: so the JDK tells it from none.
        return channel.read(carrier) == 0 ? null : sender;
    }

    @Override
    public SocketAddress sender(int index) {
        if (from == null) {
            throw new IllegalStateException("nothing was received");
        }
        return from;
    }

    @Override
    public ByteBuffer bytes(int index) {
        return loop.input().put(loop.carrier().flip()).flip();
    }

    @Override
    public void send(byte[] bytes, int offset, int length, SocketAddress to) {
        output.send(bytes, offset, length, to);
    }

    @Override
    public void handedOver() {}

    @Override
    public void close() {}
}
