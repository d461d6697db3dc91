package org.hedgerow.blocking;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;

/**
 * A transport on blocking sockets. Each connection has a thread that reads, and one that writes as soon as output comes
 * from elsewhere or in quantity; both are virtual threads where the JDK has them (21 and later), else daemon platform
 * threads, so that on older JDKs thousands of connections cost thousands of threads. Each listener has a platform thread
 * that accepts, the transport one that watches its timers. An open listener keeps the JVM alive, nothing else does.
 *
 * <p>Accepted connections have a lane each. Outgoing ones share {@link TransportOptions#lanes} lanes. A lane has no thread
 * of its own: whoever hands a task in runs it, and what else waits there, unless another thread is at that already. So
 * callbacks may run on the thread that calls {@link ConnectingLane#execute}, inside that call.
 *
 * <p>All methods may be called from any thread; only {@code listen} (to bind) and {@code close} block. A connection whose
 * peer leaves some hundred kilobytes of small replies unread may be held up in sending one, and is not read from
 * meanwhile.
 */
public final class BlockingTransport implements Transport {
    static final String NAME = "blocking";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Workings workings;
    private final List<OutgoingLane> lanes;
    private final AtomicBoolean warm = new AtomicBoolean();
    private final AtomicInteger nextLane = new AtomicInteger();

    /** A transport that does no I/O and has no thread until it is used. */
    public BlockingTransport(TransportOptions options) {
        workings = Workings.of(options.ticker());
        lanes = Stream.generate(() -> new OutgoingLane(workings))
                .limit(options.lanes())
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        workings.open().expectOpen();
        if (warm.compareAndSet(false, true)) {
            WarmUp.on(workings.threads());
        }
        ServerSocket server = new ServerSocket();
        try {
            server.bind(address, options.backlog());
        } catch (IOException | IllegalArgumentException e) {
            server.close();
            throw new IOException("cannot listen on " + Endpoint.text(address) + ": " + e.getMessage(), e);
        }
        BlockingListener listener = new BlockingListener(server, handlers, options, workings);
        try {
            listener.start();
        } catch (IOException | IllegalStateException e) {
            server.close();
            throw e;
        }
        return listener;
    }

    @Override
    public <T> Local<T> local(Function<ConnectingLane, T> make) {
        return LanesLocal.of(lanes, make);
    }

    @Override
    public ConnectingLane lane() {
        return lanes.get(Math.floorMod(nextLane.getAndIncrement(), lanes.size()));
    }

    @Override
    public Usage usage() {
        return new Usage(workings.open().listeners(), workings.open().connections(), workings.timersWaiting());
    }

    /**
     * {@inheritDoc} It waits 10 seconds at most; and not at all when called from a thread of the transport or inside one
     * of its lanes.
     */
    @Override
    public void close() {
        workings.open().close();
        workings.closeTimers();
        if (workings.threads().isOwn(Thread.currentThread()) || workings.turns().isTaken()) {
            return;
        }
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        try {
            workings.open().awaitNoConnection(CLOSE_LIMIT);
            workings.threads().join(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
