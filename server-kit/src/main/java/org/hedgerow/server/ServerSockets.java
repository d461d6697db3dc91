package org.hedgerow.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What one server is bound to: a listener, and for a wire format that has datagrams a binding for these on the same address.
 *
 * @param datagrams null if there are none
 */
record ServerSockets(Listener listener, @Nullable Binding datagrams) {
    // The port that a listener gets may be somebody's for datagrams.
    private static final int TRIES = 16;

    /** Who serves what comes in; {@code datagrams} is null if the format has none. */
    record Handlers(
            ConnectionHandlerFactory streams, @Nullable DatagramHandlerFactory datagrams) {}

    /** Binds an address; with port 0 to one that is free for both. */
    static ServerSockets listen(Transport transport, SocketAddress address, Handlers handlers, ListenOptions options)
            throws IOException {
        boolean anyPort = address instanceof InetSocketAddress inet && inet.getPort() == 0;
        for (int left = TRIES; ; left--) {
            Listener listener = transport.listen(address, handlers.streams(), options);
            try {
                return new ServerSockets(listener, bind(transport, listener.address(), handlers, options));
            } catch (Throwable e) {
                listener.close();
                if (!anyPort || left == 1 || !(e instanceof IOException)) {
                    throw e;
                }
            }
        }
    }

    private static @Nullable Binding bind(
            Transport transport, SocketAddress address, Handlers handlers, ListenOptions options) throws IOException {
        DatagramHandlerFactory datagrams = handlers.datagrams();
        BindOptions same =
                BindOptions.defaults().withReusePort(options.reusePort()).withIpv4Only(options.ipv4Only());
        return datagrams == null ? null : transport.bind(address, datagrams, same);
    }

    /** Takes a channel over, which is one for streams: there are no datagrams then. */
    static ServerSockets adopt(Transport transport, NetworkChannel channel, Handlers handlers, ListenOptions options)
            throws IOException {
        return new ServerSockets(transport.adopt(channel, handlers.streams(), options), null);
    }

    void drain() {
        listener.drain();
        if (datagrams != null) {
            datagrams.drain();
        }
    }

    boolean awaitEmpty(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + Nanos.of(limit);
        return listener.awaitEmpty(limit)
                && (datagrams == null
                        || datagrams.awaitEmpty(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }

    void close() {
        listener.close();
        if (datagrams != null) {
            datagrams.close();
        }
    }
}
