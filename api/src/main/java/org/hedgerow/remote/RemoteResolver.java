package org.hedgerow.remote;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hedgerow.Call;
import org.hedgerow.Contact;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.ResolverListener;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one server elsewhere. All callers share its connections: one for each lane of the transport, so that a question
 * that came in over a connection goes out on the same lane and is never handed to another thread; or exactly one in all.
 *
 * <p>Connects with the first question, and again, with growing waits between attempts, after the connection was lost; a
 * question that meets such a wait is {@code Failed(UNREACHABLE)} at once. A silent server leaves a question to its
 * caller's deadline. Owns its connections, not the transport; any thread may use it.
 */
public final class RemoteResolver implements Contact, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteResolver.class);
    private static final Failed CLOSED = Failed.of(Failed.Reason.CLOSED, "the resolver or its transport is closed");

    private static final Failed OVERLOADED =
            Failed.of(Failed.Reason.OVERLOADED, "too many questions are on their way to the server's lane");

    // A 64th of the heap, if each holds a kilobyte; what is handed over is taken up at once as a rule.
    private static final int MOST_CROSSINGS =
            (int) Math.max(1024, Math.min(65_536, Runtime.getRuntime().maxMemory() / 64 / 1024));

    private final UpstreamTotals totals = new UpstreamTotals();
    private final Local<Place> places;
    private final Transport transport;
    private final boolean answersMisses;
    private final String server;
    private final @Nullable ResolverListener listener;
    private volatile boolean used;
    private volatile boolean closed;

    private RemoteResolver(Builder builder) {
        WireFormat wire = builder.wire;
        transport = builder.transport;
        answersMisses = wire.answersMisses();
        server = builder.server.toString();
        listener = ResolverListener.all(builder.listeners);
        places = builder.singleConnection || wire.singleConnection()
                ? new One<>(place(builder, builder.transport.connector()))
                : builder.transport.local(connector -> place(builder, connector));
    }

    /** A resolver that asks this server, with default options. Does no I/O. */
    public static RemoteResolver of(Transport transport, WireFormat wire, SocketAddress server) {
        return builder(transport, wire, server).build();
    }

    /** Starts a resolver that asks this server. */
    public static Builder builder(Transport transport, WireFormat wire, SocketAddress server) {
        return builder(transport, wire, Endpoint.of(Objects.requireNonNull(server, "server")));
    }

    /** Starts a resolver that asks this server, which logs and failures call by its name. */
    public static Builder builder(Transport transport, WireFormat wire, Endpoint server) {
        return new Builder(transport, wire, server);
    }

    @Override
    public void resolve(Question question, Call call) {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(call, "call");
        if (listener == null) {
            ask(question, call);
        } else {
            HeardCall.of(question, call, server, listener).ask(this::ask, question);
        }
    }

    private void ask(Question question, Call call) {
        if (!used) {
            used = true; // before the look at closed, so that a close meanwhile sees it
        }
        if (closed) {
            call.answer(CLOSED);
            return;
        }
        Place place = places.get(call.lane());
        if (place.lane == call.lane()) {
            place.ask(question, call);
        } else {
            place.askFromElsewhere(question, call);
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

    private Place place(Builder builder, Connector connector) {
        Upstream upstream = builder.wire.asking(AskingContext.of(connector, builder.server)
                .withOptions(builder.options)
                .withTotals(totals));
        return new Place(connector.lane(), Objects.requireNonNull(upstream, "upstream"), new AtomicInteger());
    }

    /** The upstream of one lane, and how many questions are on their way to it from other lanes. */
    private record Place(Lane lane, Upstream upstream, AtomicInteger crossings) {
        /** What many lanes ask at once, and call off again, must not pile up before the one that has to work it off. */
        void askFromElsewhere(Question question, Call call) {
            if (crossings.incrementAndGet() > MOST_CROSSINGS) {
                crossings.decrementAndGet();
                call.answer(OVERLOADED);
                return;
            }
            Crossing crossing = new Crossing(call, lane);
            lane.execute(() -> {
                crossings.decrementAndGet();
                ask(question, crossing);
            });
            if (lane.hasEnded()) {
                call.answer(CLOSED);
            }
        }

        /** Whatever somebody's wire format throws, it is no more than this question's failure. */
        void ask(Question question, Call call) {
            try {
                upstream.ask(question, call);
            } catch (Throwable e) {
                Guard.failed(LOG, "a wire format threw on " + question, e);
                call.answer(Failed.of(Failed.Reason.BAD_REPLY, "the wire format threw " + Guard.text(e)));
            }
        }
    }

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
        private final Endpoint server;
        private UpstreamOptions options = UpstreamOptions.defaults();
        private final List<ResolverListener> listeners = new ArrayList<>();
        private boolean singleConnection;

        private Builder(Transport transport, WireFormat wire, Endpoint server) {
            this.transport = Objects.requireNonNull(transport, "transport");
            this.wire = Objects.requireNonNull(wire, "wire");
            this.server = Objects.requireNonNull(server, "server");
        }

        /** How the server is treated. */
        public Builder options(UpstreamOptions options) {
            this.options = Objects.requireNonNull(options, "options");
            return this;
        }

        /** Shares one connection among all callers, whatever lane they are in; some servers accept just one. */
        public Builder singleConnection() {
            singleConnection = true;
            return this;
        }

        /**
         * Tells this listener, too, of every call, in the order in which listeners were added; the server is called what its
         * address is as text.
         */
        public Builder listener(ResolverListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** The resolver. Does no I/O. */
        public RemoteResolver build() {
            return new RemoteResolver(this);
        }
    }
}
