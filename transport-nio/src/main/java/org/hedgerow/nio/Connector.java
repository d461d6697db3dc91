package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.accept.Thrown;

/** Makes the outgoing connections and ports of a loop; whoever cannot get one is told later, as by any other failure. */
final class Connector {
    private final EventLoop loop;

    Connector(EventLoop loop) {
        this.loop = loop;
    }

    Connection connect(SocketAddress address, ConnectionHandler handler) {
        SocketChannel channel = null;
        try {
            expectOpen();
            channel = Endpoint.openStream(address);
            NioConnection connection = new NioConnection(loop, channel, address, handler);
            connection.connect();
            loop.connections().incrementAndGet();
            return connection;
        } catch (Throwable e) {
            Channels.closeQuietly(channel);
            StillbornConnection stillborn = new StillbornConnection(loop, address);
            IOException cause = Thrown.asCause("cannot connect to " + address, e);
            tellLater(loop.connections(), () -> handler.closed(stillborn, cause));
            return stillborn;
        }
    }

    DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
        DatagramChannel channel = null;
        try {
            expectOpen();
            channel = Channels.openDatagrams(Endpoint.family(peer));
            channel.configureBlocking(false);
            channel.connect(peer);
            NioPort port = new NioPort(loop, channel, peer, handler, null);
            loop.execute(port::open);
            loop.ports().incrementAndGet();
            return port;
        } catch (Throwable e) {
            Channels.closeQuietly(channel);
            StillbornPort stillborn = new StillbornPort(loop);
            IOException cause = Thrown.asCause("cannot open a port towards " + peer, e);
            tellLater(loop.ports(), () -> handler.closed(stillborn, cause));
            return stillborn;
        }
    }

    private void tellLater(AtomicInteger count, Runnable told) {
        loop.execute(() -> {
            count.decrementAndGet();
            told.run();
        });
        count.incrementAndGet();
    }

    private void expectOpen() throws IOException {
        if (loop.hasEnded()) {
            throw new ClosedTransportException();
        }
    }
}
