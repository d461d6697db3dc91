package org.hedgerow.server;

import java.net.SocketAddress;
import java.util.List;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Listener;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** One address of a {@link ResolverServer}, what is spoken there, and how that goes. Any thread may call any method. */
public final class ServerEndpoint {
    private final WireFormat wire;
    private final ServingTotals totals;
    private final ServerLife life;
    private final int number;

    /** The {@code number}th of a server. */
    ServerEndpoint(WireFormat wire, ServingTotals totals, ServerLife life, int number) {
        this.wire = wire;
        this.totals = totals;
        this.life = life;
        this.number = number;
    }

    /** What is spoken there. */
    public WireFormat wire() {
        return wire;
    }

    /**
     * Where the server listens, with the port that it got; stays the same after it is closed.
     *
     * @throws IllegalStateException if the server was never started
     */
    public SocketAddress address() {
        return life.started().all().get(number).listener().address();
    }

    /** Whether it has an address. */
    boolean isBound() {
        return life.sockets() != null;
    }

    /** How many connections are open. */
    public int connections() {
        Listener listener = listener();
        return listener == null ? 0 : listener.connections();
    }

    /** How many connections were accepted so far. */
    public long accepted() {
        Listener listener = listener();
        return listener == null ? 0 : listener.accepted();
    }

    /**
     * How many of them fell to each worker of the transport's concurrency model, by the number of the worker; empty where
     * every connection has a worker of its own.
     */
    public List<Long> acceptedByWorker() {
        Listener listener = listener();
        return listener == null ? List.of() : listener.acceptedByWorker();
    }

    /** How many of them a failure of the network has ended, as a reset by the client. */
    public long failed() {
        Listener listener = listener();
        return listener == null ? 0 : listener.failed();
    }

    /** What was asked and replied here so far, over all connections. */
    public ServingTotals.Snapshot totals() {
        return totals.snapshot();
    }

    private @Nullable Listener listener() {
        OpenSockets open = life.sockets();
        return open == null ? null : open.all().get(number).listener();
    }

    /** As {@code dns 192.0.2.1:53}; without the address before the server is started. */
    @Override
    public String toString() {
        return isBound() ? wire.name() + ' ' + Endpoint.text(address()) : wire.name();
    }
}
