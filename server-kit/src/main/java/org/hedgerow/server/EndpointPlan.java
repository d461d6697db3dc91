package org.hedgerow.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that a server is to have.
 *
 * @param wire what it speaks; null if that is what the server speaks
 * @param binding how it comes by its sockets
 */
record EndpointPlan(@Nullable WireFormat wire, Binding binding) {

    /** How an endpoint comes by its sockets. */
    @FunctionalInterface
    interface Binding {
        ServerSockets bind(Transport transport, ServerSockets.Handlers handlers, ListenOptions options)
                throws IOException;
    }

    static EndpointPlan listening(SocketAddress address, @Nullable WireFormat wire) {
        requireNonNull(address, "address");
        return new EndpointPlan(
                wire, (transport, handlers, options) -> ServerSockets.listen(transport, address, handlers, options));
    }

    static EndpointPlan adopting(NetworkChannel channel, @Nullable WireFormat wire) {
        requireNonNull(channel, "channel");
        return new EndpointPlan(
                wire, (transport, handlers, options) -> ServerSockets.adopt(transport, channel, handlers, options));
    }
}
