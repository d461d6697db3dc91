package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.accept.AddressFamily;
import org.hedgerow.transport.accept.StreamChannels;
import org.hedgerow.transport.accept.Thrown;

/** Makes the outgoing connections and ports of a loop. That one cannot be had is reported later, as any other failure is. */
final class LoopConnector implements Connector {
    private final EventLoop loop;

    LoopConnector(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Lane lane() {
        return loop;
    }

    @Override
    public Connection connect(SocketAddress address, ConnectionHandler handler) {
        loop.expectInside();
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(handler, "handler");
        SocketChannel channel = null;
        try {
            expectOpen();
            channel = StreamChannels.open(address);
            NioConnection connection = new NioConnection(loop, channel, address, handler);
            connection.connect();
            loop.connections().incrementAndGet();
            return connection;
        } catch (Throwable e) {
            Channels.closeQuietly(channel);
            UnopenedConnection unopened = new UnopenedConnection(loop, address);
            IOException cause = Thrown.asCause("cannot connect to " + address, e);
            tellLater(loop.connections(), () -> handler.closed(unopened, cause));
            return unopened;
        }
    }

    @Override
    public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
        loop.expectInside();
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(handler, "handler");
        DatagramChannel channel = null;
        try {
            expectOpen();
            channel = Channels.openDatagrams(AddressFamily.of(peer));
            channel.configureBlocking(false);
            channel.connect(peer);
            NioPort port = new NioPort(loop, channel, peer, handler, null);
            loop.execute(port::open);
            loop.ports().incrementAndGet();
            return port;
        } catch (Throwable e) {
            Channels.closeQuietly(channel);
            UnopenedPort unopened = new UnopenedPort(loop);
            IOException cause = Thrown.asCause("cannot open a port towards " + peer, e);
            tellLater(loop.ports(), () -> handler.closed(unopened, cause));
            return unopened;
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
