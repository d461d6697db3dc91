package org.hedgerow.nio;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a connection's channel is set up, and closed. */
final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private Channels() {}

    static DatagramChannel openDatagrams(@Nullable ProtocolFamily family) throws IOException {
        return family == null ? DatagramChannel.open() : DatagramChannel.open(family);
    }

    static void configure(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Has the close send a reset (RST): the system drops what is unsent, and keeps nothing of the connection. */
    static void resetWhenClosed(SocketChannel channel) {
        try {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (Throwable e) { // whatever it is, the channel is closed
            Thrown.reportForDebugging(LOG, "a channel cannot be reset, it is closed instead", e);
        }
    }

    static void closeQuietly(@Nullable Channel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (Throwable e) {
            Thrown.reportForDebugging(LOG, "a channel did not close", e);
        }
    }

    /** Has the selector look for this and nothing else, unless the channel is closed. In the loop. */
    static void want(SelectionKey key, boolean input, boolean room) {
        int wanted = (input ? SelectionKey.OP_READ : 0) | (room ? SelectionKey.OP_WRITE : 0);
        if (key.isValid() && key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }
}
