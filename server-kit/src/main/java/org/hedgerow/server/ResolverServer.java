package org.hedgerow.server;

import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Nanos;
import org.hedgerow.server.processes.Activation;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * A resolver behind an address: a table server if the resolver is a table, a root server if it is a fan-out.
 *
 * <pre>
 *          start              close
 *   BUILT -------&gt; SERVING -----------&gt; CLOSED
 *     |                                   ^
 *     +-----------------------------------+
 * </pre>
 *
 * <p>A server starts once. It owns what it binds, and the connections accepted there, and neither the transport nor the
 * resolver, which may serve others too: whoever made them closes them, after the server. Any thread may call any method.
 */
public final class ResolverServer implements AutoCloseable {
    // A client that does not close after its last reply is waited for so long, lest it lose that.
    private static final Duration LINGER = Duration.ofSeconds(3);

    private final Transport transport;
    private final Listening listens;
    private final ServerSockets.Handlers handlers;
    private final ListenOptions listening;
    private final Duration grace;
    private final ServingTotals totals = new ServingTotals();
    private final AtomicReference<@Nullable Shutdown> end = new AtomicReference<>();
    private volatile @Nullable ServerSockets sockets;
    private volatile boolean closed; // written under this
    private boolean starting; // guarded by this
    private boolean abandoned; // too: nobody waits any longer for the start to be over

    private ResolverServer(
            Transport transport, WireFormat wire, Listening listens, Resolver resolver, Builder options) {
        this.transport = transport;
        this.listens = listens;
        ServingOptions serving = options.serving == null
                ? ServingOptions.defaults().withTimeout(wire.defaultTimeout())
                : options.serving;
        ServingContext context =
                ServingContext.of(resolver).withOptions(serving).withTotals(totals);
        this.handlers = new ServerSockets.Handlers(wire.serving(context), wire.servingDatagrams(context));
        this.listening = options.listening;
        this.grace = Duration.ofNanos(Nanos.of(serving.timeout()) + LINGER.toNanos());
    }

    /** Starts a server: whatever has no default must be given. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Binds the address, or takes the channel, and begins to serve. Blocks only to bind.
     *
     * @return this
     * @throws IOException if the address cannot be bound, or the channel not served; the message says why
     * @throws IllegalStateException if the server was started or closed before, or was closed and cut meanwhile
     */
    public ResolverServer start() throws IOException {
        synchronized (this) {
            checkState(!closed, "the server is closed");
            checkState(sockets == null && !starting, "the server is started already");
            starting = true;
        }
        try {
            // Not under the lock, which a lane may wait for that is needed to bind.
            ServerSockets bound = listens.on(transport, handlers, listening);
            if (!hold(bound)) {
                bound.close();
                throw new IllegalStateException("the server was closed while it started");
            }
            return this;
        } finally {
            synchronized (this) {
                starting = false;
                notifyAll();
            }
        }
    }

    /** False if there is nobody left to close them. */
    private synchronized boolean hold(ServerSockets bound) {
        if (!abandoned) {
            sockets = bound;
        }
        return !abandoned;
    }

    /**
     * Where the server listens, with the port that it got; stays the same after it is closed.
     *
     * @throws IllegalStateException if the server was never started
     */
    public SocketAddress address() {
        return started().listener().address();
    }

    /** Whether it has been started and not closed since. */
    public boolean isServing() {
        return sockets != null && !closed;
    }

    /** How many connections are open. */
    public int connections() {
        ServerSockets started = sockets;
        return started == null ? 0 : started.listener().connections();
    }

    /** How many connections were accepted so far. */
    public long accepted() {
        ServerSockets started = sockets;
        return started == null ? 0 : started.listener().accepted();
    }

    /**
     * How many of them fell to each worker of the transport's concurrency model, by the number of the worker; empty where
     * every connection has a worker of its own.
     */
    public List<Long> acceptedByWorker() {
        ServerSockets started = sockets;
        return started == null ? List.of() : started.listener().acceptedByWorker();
    }

    /** How many of them a failure of the network has ended, as a reset by the client. */
    public long failed() {
        ServerSockets started = sockets;
        return started == null ? 0 : started.listener().failed();
    }

    /**
     * Waits until no connection is open, as one that was {@linkplain Builder#adopt adopted}.
     *
     * @return false if some still are after {@code limit}
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if the server was never started
     */
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        return started().listener().awaitEmpty(requireNonNull(limit, "limit"));
    }

    private ServerSockets started() {
        ServerSockets started = sockets;
        checkState(started != null, "the server is not started");
        return started;
    }

    /** What was asked and replied so far, over all connections. */
    public ServingTotals.Snapshot totals() {
        return totals.snapshot();
    }

    /** A grace in which every question in flight can meet its deadline: the time-out and three seconds. */
    public Duration grace() {
        return grace;
    }

    /** Closes with a grace of {@link #grace()}. */
    @Override
    public void close() {
        close(grace);
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
        Duration limit = requireNonNull(grace, "grace").isNegative() ? Duration.ZERO : grace;
        long deadline = System.nanoTime() + Nanos.of(limit);
        boolean finished;
        try {
            awaitStart(deadline);
            ServerSockets started = sockets;
            finished = started == null || finish(started, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finished = false;
        }
        ServerSockets started = sockets;
        Shutdown found = finished ? Shutdown.GRACEFUL : Shutdown.FORCED;
        Shutdown earlier = end.compareAndExchange(null, found);
        if (started != null) {
            started.close();
        }
        return earlier == null ? found : earlier;
    }

    private synchronized void awaitStart(long deadline) throws InterruptedException {
        closed = true;
        try {
            for (long left = deadline - System.nanoTime(); starting && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } finally {
            abandoned |= starting;
        }
    }

    private static boolean finish(ServerSockets sockets, Duration grace) throws InterruptedException {
        sockets.drain();
        return sockets.awaitEmpty(grace);
    }

    /** How a server comes by its sockets. */
    @FunctionalInterface
    private interface Listening {
        ServerSockets on(Transport transport, ServerSockets.Handlers handlers, ListenOptions options)
                throws IOException;
    }

    /** Collects what a server is made of. Not thread-safe. */
    public static final class Builder {
        private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

        private @Nullable Transport transport;
        private @Nullable WireFormat wire;
        private @Nullable Listening listens;
        private @Nullable Resolver resolver;
        private ListenOptions listening = ListenOptions.defaults().withIdleTimeout(IDLE_TIMEOUT);
        private @Nullable ServingOptions serving;

        private Builder() {}

        /** What moves the bytes. Required. */
        public Builder transport(Transport transport) {
            this.transport = requireNonNull(transport, "transport");
            return this;
        }

        /** How questions and answers look. Required. */
        public Builder wire(WireFormat wire) {
            this.wire = requireNonNull(wire, "wire");
            return this;
        }

        /**
         * Where to listen, for streams and, where the wire format has them, datagrams; port 0 takes a free one. Required,
         * unless a channel is adopted instead. Datagrams to a wildcard address are replied to from whichever address the
         * system chooses, so a host with several wants a server for each.
         */
        public Builder listen(SocketAddress address) {
            requireNonNull(address, "address");
            this.listens =
                    (transport, handlers, options) -> ServerSockets.listen(transport, address, handlers, options);
            return this;
        }

        /**
         * Serves a channel that is open already instead of an address: all connections to one that listens, or the one
         * connection that it is. The server closes it. There are no datagrams then. See {@link Activation}.
         */
        public Builder adopt(NetworkChannel channel) {
            requireNonNull(channel, "channel");
            this.listens = (transport, handlers, options) -> ServerSockets.adopt(transport, channel, handlers, options);
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
                    given(transport, "transport"),
                    given(wire, "wire format"),
                    given(listens, "listen address"),
                    given(resolver, "resolver"),
                    this);
        }

        private static <T> T given(@Nullable T part, String what) {
            checkState(part != null, "a server needs a %s", what);
            return part;
        }
    }
}
