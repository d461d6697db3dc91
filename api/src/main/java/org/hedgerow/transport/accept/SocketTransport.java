package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.jspecify.annotations.Nullable;

/**
 * A transport over sockets of the JDK: how an address is bound and a channel is adopted. How what is bound is served is up to
 * the subclass.
 */
public abstract class SocketTransport implements Transport {
    private final ConcurrencyModel model;

    /**
     * A transport of the model that the options ask for.
     *
     * @param models those that it has; the first is its own, if the options ask for none
     * @throws IllegalArgumentException if the options ask for another
     */
    protected SocketTransport(TransportOptions options, List<ConcurrencyModel> models) {
        ConcurrencyModel wanted = Objects.requireNonNull(options, "options").model();
        Objects.requireNonNull(models, "models");
        model = wanted == null ? models.get(0) : wanted;
        if (!models.contains(model)) {
            throw new IllegalArgumentException("expected one of "
                    + models.stream().map(ConcurrencyModel::text).collect(Collectors.joining(", ")) + ", found "
                    + model.text());
        }
    }

    @Override
    public final ConcurrencyModel model() {
        return model;
    }

    @Override
    public final Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(handlers, "handlers");
        Objects.requireNonNull(options, "options");
        prepare();
        List<ServerSocketChannel> servers = openServers(address, options);
        try {
            return serve(servers, handlers, options);
        } catch (Throwable e) {
            for (ServerSocketChannel server : servers) {
                server.close();
            }
            throw e;
        }
    }

    @Override
    public final Listener adopt(NetworkChannel channel, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(handlers, "handlers");
        Objects.requireNonNull(options, "options");
        prepare();
        Adoption.prepare(channel);
        return channel instanceof ServerSocketChannel server
                ? serve(List.of(server), handlers, options)
                : serve((SocketChannel) channel, handlers, options);
    }

    @Override
    public final Binding bind(SocketAddress address, DatagramHandlerFactory handlers, BindOptions options)
            throws IOException {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(handlers, "handlers");
        Objects.requireNonNull(options, "options");
        prepare();
        ProtocolFamily family = AddressFamily.of(address, options.ipv4Only());
        List<DatagramSocket> sockets = DatagramSockets.bind(address, options, lanes(), () -> openDatagrams(family));
        try {
            return serve(sockets, handlers);
        } catch (Throwable e) {
            sockets.forEach(DatagramSocket::close);
            throw e;
        }
    }

    /**
     * Has the transport ready to serve.
     *
     * @throws IllegalStateException if it is closed
     */
    protected abstract void prepare() throws IOException;

    /** How many sockets an address is bound by for datagrams, where the system shares ports. */
    protected abstract int lanes();

    /** The listening sockets that an address is bound by, in blocking mode. */
    protected List<ServerSocketChannel> openServers(SocketAddress address, ListenOptions options) throws IOException {
        return List.of(ServerChannels.bind(address, options));
    }

    /** A socket for datagrams that is not bound yet, of one family, or of all if null. */
    protected abstract DatagramSocket openDatagrams(@Nullable ProtocolFamily family) throws IOException;

    /** Accepts on all of these, which are bound to one address and block. If it throws, it uses none of them any more. */
    protected abstract Listener serve(
            List<ServerSocketChannel> servers, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException;

    /** Serves this connection, which blocks, as if it had just been accepted. */
    protected abstract Listener serve(SocketChannel connected, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException;

    /** Receives on all of these, which are bound to one address. If it throws, it uses none of them any more. */
    protected abstract Binding serve(List<DatagramSocket> sockets, DatagramHandlerFactory handlers) throws IOException;
}
