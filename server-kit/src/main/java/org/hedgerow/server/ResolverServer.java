package org.hedgerow.server;

import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Resolver;
import org.hedgerow.server.processes.Activation;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * A resolver behind one address or several: a table server if the resolver is a table, a root server if it is a fan-out.
 *
 * <pre>
 *          start              close
 *   BUILT -------&gt; SERVING -----------&gt; CLOSED
 *     |                                   ^
 *     +-----------------------------------+
 * </pre>
 *
 * <p>A server starts once, with all its {@linkplain #endpoints endpoints}, and ends with all of them. It owns what it binds,
 * and the connections accepted there, and neither the transport nor the resolver, which may serve others too: whoever made
 * them closes them, after the server. Any thread may call any method.
 */
public final class ResolverServer implements AutoCloseable {
    private final ServerLife life = new ServerLife();
    private final Endpoints endpoints;

    private ResolverServer(List<EndpointPlan> plans, Endpoints.Common common) {
        this.endpoints = new Endpoints(plans, common, life);
    }

    /** Starts a server: whatever has no default must be given. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Binds all addresses, or takes the channels, one after the other, and serves each from then on; if one fails, those
     * before it are closed again. Blocks only to bind.
     *
     * @return this
     * @throws IOException if an address cannot be bound, or a channel not served; the message says which, and why
     * @throws IllegalStateException if the server was started or closed before, or was closed and cut meanwhile
     */
    public ResolverServer start() throws IOException {
        life.start(endpoints.openings());
        return this;
    }

    /** Its addresses, and what is spoken and counted at each, in the order in which the builder was given them. */
    public List<ServerEndpoint> endpoints() {
        return endpoints.all();
    }

    /**
     * Where the server listens, at its first endpoint if it has several, with the port that it got; stays the same after it
     * is closed.
     *
     * @throws IllegalStateException if the server was never started
     */
    public SocketAddress address() {
        return endpoints().get(0).address();
    }

    /**
     * Where each endpoint listens, as {@link #address}.
     *
     * @throws IllegalStateException if the server was never started
     */
    public List<SocketAddress> addresses() {
        return endpoints.all().stream().map(ServerEndpoint::address).toList();
    }

    /** Whether it has been started and not closed since. */
    public boolean isServing() {
        return life.isServing();
    }

    /** How many connections are open, at all endpoints, as are all counts here. */
    public int connections() {
        return (int) endpoints.sum(ServerEndpoint::connections);
    }

    /** How many connections were accepted so far. */
    public long accepted() {
        return endpoints.sum(ServerEndpoint::accepted);
    }

    /**
     * How many of them fell to each worker of the transport's concurrency model, by the number of the worker; empty where
     * every connection has a worker of its own.
     */
    public List<Long> acceptedByWorker() {
        return endpoints.acceptedByWorker();
    }

    /** How many of them a failure of the network has ended, as a reset by the client. */
    public long failed() {
        return endpoints.sum(ServerEndpoint::failed);
    }

    /**
     * Waits until no connection is open, as one that was {@linkplain Builder#adopt(NetworkChannel) adopted}.
     *
     * @return false if some still are after {@code limit}
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if the server was never started
     */
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        return life.started().awaitNoConnections(requireNonNull(limit, "limit"));
    }

    /** What was asked and replied so far, over all connections. */
    public ServingTotals.Snapshot totals() {
        return endpoints.totals();
    }

    /** A grace in which every question in flight can meet its deadline: the longest time-out and three seconds. */
    public Duration grace() {
        return endpoints.grace();
    }

    /** Closes with a grace of {@link #grace()}. */
    @Override
    public void close() {
        close(grace());
    }

    /**
     * Stops accepting, lets what is in flight finish, and cuts what is left when the grace is over. Blocks until then, so
     * that inside a lane, which it holds up, it takes a grace of zero; a thread that is interrupted while it waits cuts at
     * once and stays interrupted. Idempotent: all calls return what the first to finish has found, and one with a shorter
     * grace overtakes. A {@link #start} that is under way is waited for, too; after the grace it fails and leaves nothing.
     *
     * @param grace how long at most; zero, or less, cuts at once
     */
    public Shutdown close(Duration grace) {
        return life.close(requireNonNull(grace, "grace").isNegative() ? Duration.ZERO : grace);
    }

    /** Collects what a server is made of. Not thread-safe. */
    public static final class Builder {
        private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

        private @Nullable Transport transport;
        private @Nullable WireFormat wire;
        private final List<EndpointPlan> endpoints = new ArrayList<>();
        private @Nullable Resolver resolver;
        private ListenOptions listening = ListenOptions.defaults().withIdleTimeout(IDLE_TIMEOUT);
        private @Nullable ServingOptions serving;

        private Builder() {}

        /** What moves the bytes. Required. */
        public Builder transport(Transport transport) {
            this.transport = requireNonNull(transport, "transport");
            return this;
        }

        /** How questions and answers look, at endpoints for which nothing else is said. Required if there are such. */
        public Builder wire(WireFormat wire) {
            this.wire = requireNonNull(wire, "wire");
            return this;
        }

        /**
         * Where to listen, for streams and, where the wire format has them, datagrams; port 0 takes a free one. May be called
         * several times, for several endpoints; one is required, unless a channel is adopted instead. Datagrams to a wildcard
         * address are replied to from whichever address the system chooses, so a host with several wants an endpoint for each.
         */
        public Builder listen(SocketAddress address) {
            endpoints.add(EndpointPlan.listening(address, null));
            return this;
        }

        /** The same, where this format is spoken, as DNS at one address and the line protocol at another. */
        public Builder listen(SocketAddress address, WireFormat wire) {
            endpoints.add(EndpointPlan.listening(address, requireNonNull(wire, "wire")));
            return this;
        }

        /**
         * Serves a channel that is open already instead of an address: all connections to one that listens, or the one
         * connection that it is. The server closes it. There are no datagrams then. See {@link Activation}.
         */
        public Builder adopt(NetworkChannel channel) {
            endpoints.add(EndpointPlan.adopting(channel, null));
            return this;
        }

        /** The same, where this format is spoken. */
        public Builder adopt(NetworkChannel channel, WireFormat wire) {
            endpoints.add(EndpointPlan.adopting(channel, requireNonNull(wire, "wire")));
            return this;
        }

        /** Who answers. Required. */
        public Builder resolver(Resolver resolver) {
            this.resolver = requireNonNull(resolver, "resolver");
            return this;
        }

        /** How connections are treated: {@link ListenOptions#defaults()} with an idle limit of 5 minutes unless set. */
        public Builder listening(ListenOptions options) {
            this.listening = requireNonNull(options, "options");
            return this;
        }

        /**
         * How questions are treated; unless set, {@link ServingOptions#defaults()} with the wire format's own {@link
         * WireFormat#defaultTimeout()}.
         */
        public Builder serving(ServingOptions options) {
            this.serving = requireNonNull(options, "options");
            return this;
        }

        /**
         * The server. Does no I/O.
         *
         * @throws IllegalStateException if the transport, the wire format, the address or the resolver is missing
         */
        public ResolverServer build() {
            return new ResolverServer(
                    endpoints,
                    new Endpoints.Common(
                            given(transport, "transport"), given(resolver, "resolver"), wire, listening, serving));
        }

        private static <T> T given(@Nullable T part, String what) {
            checkState(part != null, "a server needs a %s", what);
            return part;
        }
    }
}
