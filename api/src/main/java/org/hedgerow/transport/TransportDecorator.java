package org.hedgerow.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.Objects;
import java.util.function.Function;
import org.hedgerow.lane.Lane;

/**
 * A transport before another, whose connections are {@linkplain ConnectionDecorator its own}, as those of TLS are. The lanes
 * are those of the other, so that a question that came in over a connection goes out in that connection's lane. Datagrams
 * pass through as they are. Closing it closes the other. Any thread, as {@link Transport}.
 */
public abstract class TransportDecorator implements Transport {
    private final Transport below;

    /** Before this transport, which belongs to it from now on. */
    protected TransportDecorator(Transport below) {
        this.below = Objects.requireNonNull(below, "below");
    }

    /** A connection of this transport, to be made for this handler; called once for each connection, made or accepted. */
    protected abstract ConnectionDecorator decorate(ConnectionHandler handler);

    private ConnectionHandlerFactory decorated(ConnectionHandlerFactory handlers) {
        Objects.requireNonNull(handlers, "handlers");
        return () -> decorate(handlers.newHandler());
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public ConcurrencyModel model() {
        return below.model();
    }

    @Override
    public Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        return below.listen(address, decorated(handlers), options);
    }

    @Override
    public Listener adopt(NetworkChannel channel, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        return below.adopt(channel, decorated(handlers), options);
    }

    @Override
    public Binding bind(SocketAddress address, DatagramHandlerFactory handlers, BindOptions options)
            throws IOException {
        return below.bind(address, handlers, options);
    }

    @Override
    public <T> Local<T> local(Function<Connector, T> make) {
        Objects.requireNonNull(make, "make");
        return below.local(connector -> make.apply(new Decorated(connector)));
    }

    @Override
    public Connector connector() {
        return new Decorated(below.connector());
    }

    @Override
    public Lane lane() {
        return below.lane();
    }

    @Override
    public Usage usage() {
        return below.usage();
    }

    @Override
    public void close() {
        below.close();
    }

    private final class Decorated implements Connector {
        private final Connector connector;

        Decorated(Connector connector) {
            this.connector = connector;
        }

        @Override
        public Lane lane() {
            return connector.lane();
        }

        @Override
        public Connection connect(SocketAddress address, ConnectionHandler handler) {
            ConnectionDecorator decorated = decorate(Objects.requireNonNull(handler, "handler"));
            return decorated.over(connector.connect(address, decorated));
        }

        @Override
        public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
            return connector.openPort(peer, handler);
        }
    }
}
