package org.hedgerow.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** What may be adopted. What may not is left as it is. */
final class Adoption {
    private Adoption() {}

    /**
     * Has the channel block.
     *
     * @return where it is bound
     * @throws IOException if it cannot be adopted; the message says why
     */
    static SocketAddress of(NetworkChannel channel) throws IOException {
        if (channel instanceof ServerSocketChannel server) {
            return block(server, addressOf(channel));
        }
        if (channel instanceof SocketChannel socket && (socket.isConnected() || !socket.isOpen())) {
            return block(socket, addressOf(channel));
        }
        throw unfit(channel, "");
    }

    private static SocketAddress addressOf(NetworkChannel channel) throws IOException {
        if (!channel.isOpen()) {
            throw unfit(channel, ", which is closed");
        }
        SocketAddress address = channel.getLocalAddress();
        if (!(address instanceof InetSocketAddress)) {
            throw unfit(channel, "");
        }
        return address;
    }

    private static SocketAddress block(SelectableChannel channel, SocketAddress address) throws IOException {
        try {
            channel.configureBlocking(true);
            return address;
        } catch (IllegalBlockingModeException e) {
            throw new IOException("expected a channel without a selector, found " + channel, e);
        }
    }

    private static IOException unfit(NetworkChannel channel, String more) {
        return new IOException("expected a bound server socket or a connected socket of TCP, found " + channel + more);
    }
}
