package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes out on one port, one by one: at once, or never. */
final class PortOutput {
    private static final Logger LOG = LoggerFactory.getLogger(PortOutput.class);

    private final EventLoop loop;
    private final DatagramChannel channel;
    private final @Nullable SocketAddress peer;

    /** @param peer whom the channel is connected to, if it is */
    PortOutput(EventLoop loop, DatagramChannel channel, @Nullable SocketAddress peer) {
        this.loop = loop;
        this.channel = channel;
        this.peer = peer;
    }

    void send(byte[] bytes, int offset, int length, SocketAddress to) {
        ByteBuffer carrier = loop.carrier().clear();
        if (length > carrier.capacity()) {
            LOG.debug("dropped {} octets to {}, more than UDP carries", length, to);
            return;
        }
        carrier.put(bytes, offset, length).flip();
        try {
            sendOnce(carrier, to);
        } catch (IOException pending) {
            // Where ICMP has brought bad news of an earlier datagram, the system tells that, once, and does not send.
            LOG.debug("tries again to send to {}: {}", to, pending.toString());
            sendAgain(carrier.rewind(), to);
        }
    }

    private void sendAgain(ByteBuffer carrier, SocketAddress to) {
        try {
            sendOnce(carrier, to);
        } catch (IOException e) {
            LOG.debug("could not send to {}: {}", to, e.toString());
        }
    }

    private void sendOnce(ByteBuffer carrier, SocketAddress to) throws IOException {
        int sent = peer == null ? channel.send(carrier, to) : channel.write(carrier);
        if (sent == 0 && carrier.hasRemaining()) {
            LOG.debug("dropped a datagram to {}, for which the system has no room", to);
        }
    }
}
