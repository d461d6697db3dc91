package org.hedgerow.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NetworkChannel;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.jspecify.annotations.Nullable;

/** A transport before another, as TLS is: its connections are its own, counted here, and its lanes are the other's. */
final class CountingTransport implements Transport {
    private final Transport inner;
    private final AtomicLong received = new AtomicLong();
    private final Set<Lane> connected = ConcurrentHashMap.newKeySet();

    CountingTransport(Transport inner) {
        this.inner = inner;
    }

    /** How many bytes have arrived on connections, made or accepted. */
    long received() {
        return received.get();
    }

    /** The lanes in which connections were made. */
    Set<Lane> connected() {
        return connected;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public ConcurrencyModel model() {
        return inner.model();
    }

    @Override
    public Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        Objects.requireNonNull(handlers, "handlers");
        return inner.listen(address, () -> new Counted(handlers.newHandler()), options);
    }

    @Override
    public Listener adopt(NetworkChannel channel, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        Objects.requireNonNull(handlers, "handlers");
        return inner.adopt(channel, () -> new Counted(handlers.newHandler()), options);
    }

    @Override
    public Binding bind(SocketAddress address, DatagramHandlerFactory handlers, BindOptions options)
            throws IOException {
        return inner.bind(address, handlers, options);
    }

    @Override
    public <T> Local<T> local(Function<Connector, T> make) {
        Objects.requireNonNull(make, "make");
        return inner.local(connector -> make.apply(new CountedConnector(connector)));
    }

    @Override
    public Connector connector() {
        return new CountedConnector(inner.connector());
    }

    @Override
    public Usage usage() {
        return inner.usage();
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class CountedConnector implements Connector {
        private final Connector connector;

        CountedConnector(Connector connector) {
            this.connector = connector;
        }

        @Override
        public Lane lane() {
            return connector.lane();
        }

        @Override
        public Connection connect(SocketAddress address, ConnectionHandler handler) {
            Counted counted = new Counted(Objects.requireNonNull(handler, "handler"));
            Connection made = counted.outer(connector.connect(address, counted));
            connected.add(made.lane());
            return made;
        }

        @Override
        public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
            return connector.openPort(peer, handler);
        }
    }

    /** Hands a handler one connection of ours, always the same, instead of the one below. */
    private final class Counted implements ConnectionHandler {
        private final ConnectionHandler handler;
        private @Nullable Connection outer;

        Counted(ConnectionHandler handler) {
            this.handler = handler;
        }

        Connection outer(Connection below) {
            Connection known = outer;
            if (known == null) {
                known = new Passing(below);
                outer = known;
            }
            return known;
        }

        @Override
        public void opened(Connection connection) {
            handler.opened(outer(connection));
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            received.addAndGet(bytes.remaining());
            handler.received(outer(connection), bytes);
        }

        @Override
        public int mostInput() {
            return handler.mostInput();
        }

        @Override
        public void quiet(Connection connection) {
            handler.quiet(outer(connection));
        }

        @Override
        public void drained(Connection connection) {
            handler.drained(outer(connection));
        }

        @Override
        public void ended(Connection connection) {
            handler.ended(outer(connection));
        }

        @Override
        public void closed(Connection connection, @Nullable IOException cause) {
            handler.closed(outer(connection), cause);
        }
    }

    private record Passing(Connection below) implements Connection {
        @Override
        public Lane lane() {
            return below.lane();
        }

        @Override
        public SocketAddress remoteAddress() {
            return below.remoteAddress();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            below.write(bytes, offset, length);
        }

        @Override
        public void write(FileChannel file, long position, long length) {
            below.write(file, position, length);
        }

        @Override
        public long pendingOutput() {
            return below.pendingOutput();
        }

        @Override
        public void reading(boolean on) {
            below.reading(on);
        }

        @Override
        public void awaitQuiet(long nanos) {
            below.awaitQuiet(nanos);
        }

        @Override
        public void close() {
            below.close();
        }

        @Override
        public void shed() {
            below.shed();
        }

        @Override
        public void reset() {
            below.reset();
        }
    }
}
