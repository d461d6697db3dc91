package org.hedgerow.remote;

import java.net.SocketAddress;
import java.util.function.Consumer;
import org.hedgerow.Call;
import org.hedgerow.Contact;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server elsewhere. All callers share its connections: one for each lane of the transport, so that a question
 * that came in over a connection goes out on the same lane and is never handed to another thread; or exactly one in all.
 *
 * <p>Connects with the first question, and again, with growing waits between attempts, after the connection was lost; a
 * question that meets such a wait is {@code Failed(UNREACHABLE)} at once. A silent server leaves a question to its
 * caller's deadline. Owns its connections, not the transport; any thread may use it.
 */
public final class RemoteResolver implements Contact, AutoCloseable {
    private static final Failed CLOSED = Failed.of(Failed.Reason.CLOSED, "the resolver or its transport is closed");

    private final UpstreamTotals totals = new UpstreamTotals();
    private final Local<Place> places;
    private final Transport transport;
    private final boolean answersMisses;
    private volatile boolean used;
    private volatile boolean closed;

    private RemoteResolver(Builder builder) {
        WireFormat wire = builder.wire;
        transport = builder.transport;
        answersMisses = wire.answersMisses();
        places = builder.singleConnection || wire.singleConnection()
                ? new One<>(place(builder, builder.transport.lane()))
                : builder.transport.local(lane -> place(builder, lane));
    }

    /** A resolver that asks this server, with default options. Does no I/O. */
    public static RemoteResolver of(Transport transport, WireFormat wire, SocketAddress server) {
        return builder(transport, wire, server).build();
    }

    /** Starts a resolver that asks this server. */
    public static Builder builder(Transport transport, WireFormat wire, SocketAddress server) {
        return new Builder(transport, wire, server);
    }

    @Override
    public void resolve(Question question, Call call) {
        if (closed) {
            call.answer(CLOSED);
            return;
        }
        if (!used) {
            used = true;
        }
        Place place = places.get(call.lane());
        if (place.lane == call.lane()) {
            place.upstream.ask(question, call);
        } else {
            Crossing crossing = new Crossing(call, place.lane);
            place.lane.execute(() -> place.upstream.ask(question, crossing));
            if (place.lane.hasEnded()) {
                call.answer(CLOSED);
            }
        }
    }

    /** What was sent, received and dropped so far, and what waits now. */
    public UpstreamTotals.Snapshot totals() {
        return totals.snapshot();
    }

    @Override
    public @Nullable Traffic traffic() {
        return answersMisses ? totals.traffic() : null;
    }

    @Override
    public Lane lane() {
        return transport.lane();
    }

    /** Cuts the connections; questions under way, and later ones, are {@code Failed(CLOSED)}. Returns without waiting. */
    @Override
    public void close() {
        closed = true;
        if (used) { // or there is nothing to cut, and no reason to start the lanes
            places.forEach(place -> place.lane.execute(place.upstream::close));
        }
    }

    private Place place(Builder builder, ConnectingLane lane) {
        return new Place(lane, builder.wire.asking(lane, builder.server, builder.options, totals));
    }

    private record Place(ConnectingLane lane, Upstream upstream) {}

    /** The same one for everybody. */
    private record One<T>(T value) implements Local<T> {
        @Override
        public T get(Lane callers) {
            return value;
        }

        @Override
        public void forEach(Consumer<T> action) {
            action.accept(value);
        }
    }

    /** Collects what a remote resolver is made of. Not thread-safe. */
    public static final class Builder {
        private final Transport transport;
        private final WireFormat wire;
        private final SocketAddress server;
        private UpstreamOptions options = UpstreamOptions.defaults();
        private boolean singleConnection;

        private Builder(Transport transport, WireFormat wire, SocketAddress server) {
            this.transport = transport;
            this.wire = wire;
            this.server = server;
        }

        /** How the server is treated. */
        public Builder options(UpstreamOptions options) {
            this.options = options;
            return this;
        }

        /** Shares one connection among all callers, whatever lane they are in; some servers accept just one. */
        public Builder singleConnection() {
            singleConnection = true;
            return this;
        }

        /** The resolver. Does no I/O. */
        public RemoteResolver build() {
            return new RemoteResolver(this);
        }
    }
}
