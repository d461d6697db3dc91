package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.Admissions;
import org.hedgerow.transport.accept.Causes;
import org.hedgerow.transport.accept.CountedListener;
import org.hedgerow.transport.accept.Ending;
import org.hedgerow.transport.accept.Thrown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that come in by one acceptor. */
final class NioListener extends CountedListener implements NioOpen, Acceptor.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(NioListener.class);

    private final Service service;
    private final Consumer<NioListener> whenClosed;
    private final Acceptor acceptor;
    private volatile boolean stopped;
    private volatile boolean closed;

    /** What a listener does with its connections. */
    record Service(List<EventLoop> loops, ConnectionHandlerFactory handlers, ListenOptions options) {}

    /** Makes the acceptor of a listener; may find that it cannot be. */
    @FunctionalInterface
    interface AcceptorFactory {
        Acceptor make(Admissions admissions, Acceptor.Taker taker) throws IOException;
    }

    NioListener(SocketAddress address, Service service, Consumer<NioListener> whenClosed, AcceptorFactory factory)
            throws IOException {
        super(
                address,
                new Admissions(
                        service.options().maxConnections(), service.loops().size()));
        this.service = service;
        this.whenClosed = whenClosed;
        this.acceptor = factory.make(admissions(), this);
    }

    @Override
    public void start() {
        acceptor.start();
    }

    /** Those that only accept. */
    List<Thread> threads() {
        return acceptor.threads();
    }

    @Override
    public void take(EventLoop loop, SocketChannel channel) {
        admissions().admitted(loop.index());
        loop.connections().incrementAndGet();
        try {
            if (loop.inside()) {
                adopt(loop, channel);
            } else {
                loop.execute(() -> adopt(loop, channel));
            }
        } catch (Throwable e) {
            turnAway(loop, channel, e);
        }
    }

    /** In the loop. */
    private void adopt(EventLoop loop, SocketChannel channel) {
        NioConnection connection;
        try {
            ConnectionHandler handler =
                    Objects.requireNonNull(service.handlers().newHandler(), "the handler that the factory made");
            connection = new NioConnection(loop, channel, channel.getRemoteAddress(), handler);
        } catch (Throwable e) {
            turnAway(loop, channel, e);
            return;
        }
        connection.accepted(this);
        if (closed) {
            connection.cut(Causes.listenerClosed());
        } else if (stopped) {
            connection.drain();
        }
    }

    private void turnAway(EventLoop loop, SocketChannel channel, Throwable failure) {
        Channels.closeQuietly(channel);
        loop.connections().decrementAndGet();
        gone(false);
        Thrown.report(LOG, "could not take over a connection to", address(), failure);
    }

    ListenOptions options() {
        return service.options();
    }

    /** A connection is gone and its handler knows; {@code failed} if the network ended it. */
    void gone(boolean failed) {
        admissions().gone(failed);
        if (acceptor.gone()) {
            whenClosed.accept(this);
        }
    }

    @Override
    public void drain() {
        stopAccepting();
        forEachConnection(NioConnection::drain);
        awaitStopped();
    }

    @Override
    public void close() {
        cut(Causes.listenerClosed());
        awaitStopped();
    }

    @Override
    public void cut(IOException cause) {
        closed = true;
        stopAccepting();
        forEachConnection(connection -> connection.cut(cause));
    }

    private void stopAccepting() {
        stopped = true;
        acceptor.stop();
        whenClosed.accept(this);
    }

    private void awaitStopped() {
        if (!Ending.isInLane()) {
            acceptor.awaitStopped();
        }
    }

    private void forEachConnection(Consumer<NioConnection> action) {
        for (EventLoop loop : service.loops()) {
            loop.execute(() -> loop.forEach(NioConnection.class, connection -> {
                if (connection.isFrom(this)) {
                    action.accept(connection);
                }
            }));
        }
    }
}
