package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/** Makes the outgoing connections and ports of a loop; whoever cannot get one is told later, as by any other failure. */
final class Connector {
    private final EventLoop loop;

    Connector(EventLoop loop) {
        this.loop = loop;
    }

    Connection connect(SocketAddress address, ConnectionHandler handler) {
        loop.expectConnection();
        SocketChannel channel = null;
        try {
            expectOpen();
            channel = Endpoint.openStream(address);
            NioConnection connection = new NioConnection(loop, channel, address, handler);
            connection.connect();
            return connection;
        } catch (IOException | RuntimeException e) {
            StillbornConnection stillborn = new StillbornConnection(loop, address);
            IOException cause = failed(channel, "cannot connect to " + address, e);
            loop.execute(() -> {
                loop.forgetConnection();
                handler.closed(stillborn, cause);
            });
            return stillborn;
        }
    }

    DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
        loop.expectPort();
        DatagramChannel channel = null;
        try {
            expectOpen();
            channel = Channels.openDatagrams(peer);
            channel.configureBlocking(false);
            channel.connect(peer);
            NioPort port = new NioPort(loop, channel, peer, handler, null);
            loop.execute(port::open);
            return port;
        } catch (IOException | RuntimeException e) {
            StillbornPort stillborn = new StillbornPort(loop);
            IOException cause = failed(channel, "cannot open a port towards " + peer, e);
            loop.execute(() -> {
                loop.forgetPort();
                handler.closed(stillborn, cause);
            });
            return stillborn;
        }
    }

    private void expectOpen() throws IOException {
        if (loop.hasEnded()) {
            throw new IOException("the transport is closed");
        }
    }

    private static IOException failed(@Nullable Channel channel, String what, Exception e) {
        Channels.closeQuietly(channel);
        return e instanceof IOException io ? io : new IOException(what, e);
    }
}
