package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;

/**
 * A transport of event loops: each of {@link TransportOptions#lanes()} threads serves its connections by a selector, and
 * one thread per listener accepts and hands each connection to the loop that has the fewest. An open listener keeps the
 * JVM alive, a loop alone does not.
 */
public final class NioTransport implements Transport {
    private final EventLoop[] loops;
    private final Set<NioListener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextLane = new AtomicInteger();
    private volatile boolean closed;

    /** A transport of these options. Does no I/O and starts no thread until it is used. */
    public NioTransport(TransportOptions options) {
        loops = new EventLoop[options.lanes()];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new EventLoop(this, i, options.ticker());
        }
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public synchronized Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
        for (EventLoop loop : loops) {
            loop.start();
        }
        NioListener listener = NioListener.bind(
                address, new NioListener.Service(List.of(loops), handlers, options), listeners::remove);
        listeners.add(listener);
        listener.start();
        return listener;
    }

    @Override
    public <T> Local<T> local(Function<ConnectingLane, T> make) {
        return new PerLoop<>(this, loops, make);
    }

    @Override
    public ConnectingLane lane() {
        return loops[Math.floorMod(nextLane.getAndIncrement(), loops.length)];
    }

    @Override
    public Usage usage() {
        int connections = 0;
        int timers = 0;
        for (EventLoop loop : loops) {
            connections += loop.connections();
            timers += loop.timers();
        }
        return new Usage(listeners.size(), connections, timers);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        listeners.forEach(NioListener::close);
        for (EventLoop loop : loops) {
            loop.close();
        }
        for (EventLoop loop : loops) {
            loop.awaitEnd();
        }
    }

    /** One {@code T} for each loop. */
    private static final class PerLoop<T> implements Local<T> {
        private final NioTransport transport;
        private final Object[] values;

        PerLoop(NioTransport transport, EventLoop[] loops, Function<ConnectingLane, T> make) {
            this.transport = transport;
            values = new Object[loops.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = make.apply(loops[i]);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // only T goes in
        public T get(Lane callers) {
            boolean own = callers instanceof EventLoop loop && loop.transport() == transport;
            int index = own
                    ? ((EventLoop) callers).index()
                    : Math.floorMod(System.identityHashCode(callers), values.length);
            return (T) values[index];
        }

        @Override
        @SuppressWarnings("unchecked")
        public void forEach(Consumer<T> action) {
            for (Object value : values) {
                action.accept((T) value);
            }
        }
    }
}
