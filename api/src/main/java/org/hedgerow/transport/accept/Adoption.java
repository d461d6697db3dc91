package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** What may be adopted. What may not is left as it is. */
final class Adoption {
    private Adoption() {}

    /**
     * Has the channel, a {@link ServerSocketChannel} or a {@link SocketChannel}, block.
     *
     * @throws IOException if it cannot be adopted; the message says why
     */
    static void prepare(NetworkChannel channel) throws IOException {
        boolean listens = channel instanceof ServerSocketChannel;
        boolean connected = channel instanceof SocketChannel socket && (socket.isConnected() || !socket.isOpen());
        if (!listens && !connected) {
            throw unfit(channel, "");
        }
        if (!channel.isOpen()) {
            throw unfit(channel, ", which is closed");
        }
        if (!(channel.getLocalAddress() instanceof InetSocketAddress)) {
            throw unfit(channel, "");
        }
        try {
            ((SelectableChannel) channel).configureBlocking(true);
        } catch (IllegalBlockingModeException e) {
            throw new IOException("expected a channel without a selector, found " + channel, e);
        }
    }

    private static IOException unfit(NetworkChannel channel, String more) {
        return new IOException("expected a bound server socket or a connected socket of TCP, found " + channel + more);
    }
}
