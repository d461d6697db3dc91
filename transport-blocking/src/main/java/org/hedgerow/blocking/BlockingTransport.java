package org.hedgerow.blocking;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.hedgerow.transport.accept.Admissions;
import org.hedgerow.transport.accept.Ending;
import org.hedgerow.transport.accept.SocketTransport;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport on blocking sockets, in three concurrency models:
 *
 * <ul>
 *   <li>{@link ConcurrencyModel#THREAD_PER_CONNECTION}, the default: each listener has a thread that accepts, each connection
 *       one that reads. {@link TransportOptions#threads} says what kind of thread; thousands of connections want virtual ones.
 *   <li>{@link ConcurrencyModel#PRETHREADED_ACCEPT}: each listener has {@link TransportOptions#workers} platform threads from
 *       the start. Each accepts a connection, reads from it until it is gone, and accepts again.
 *   <li>{@link ConcurrencyModel#PRETHREADED_HANDOFF}: the same, but one more thread accepts for them all, while one is free.
 * </ul>
 *
 * <p>With a pool, no more connections are open at once than it has workers; further ones wait to be accepted.
 *
 * <p>In each model a connection gets one more thread, which writes, as soon as output comes from another thread than its
 * reader's, in quantity, or from a file; it is of the kind that {@link TransportOptions#threads} says. Outgoing connections
 * always have threads of their own. The transport has a platform thread that watches its timers. An open listener or binding
 * keeps the JVM alive, nothing else does.
 *
 * <p>An address is bound for datagrams by {@link TransportOptions#lanes} sockets, in each model, where the system shares
 * ports (SO_REUSEPORT), and by one elsewhere. Each has a lane of its own and a platform thread that receives. An outgoing
 * port has a thread of the kind that {@link TransportOptions#threads} says. Whoever is in the lane of a port sends, and waits
 * in the unlikely case that the system has no room for a datagram.
 *
 * <p>Accepted connections have a lane each. Outgoing ones, and outgoing ports, share {@link TransportOptions#lanes} lanes. A lane has no thread
 * of its own: whoever hands a task in runs it, and what else waits there, unless another thread is at that already. So
 * callbacks may run on the thread that calls {@link org.hedgerow.lane.Lane#execute}, inside that call.
 *
 * <p>All methods may be called from any thread; only {@code listen} and {@code bind} (to bind) and {@code close} block. A connection whose
 * peer leaves some hundred kilobytes of small replies unread may be held up in sending one, and is not read from
 * meanwhile.
 */
public final class BlockingTransport extends SocketTransport {
    static final String NAME = "blocking";
    static final List<ConcurrencyModel> MODELS = List.of(
            ConcurrencyModel.THREAD_PER_CONNECTION,
            ConcurrencyModel.PRETHREADED_ACCEPT,
            ConcurrencyModel.PRETHREADED_HANDOFF);
    private static final Logger LOG = LoggerFactory.getLogger(BlockingTransport.class);

    private final int workers;
    private final TransportContext context;
    private final List<OutgoingLane> lanes;
    private final AtomicBoolean warm = new AtomicBoolean();
    private final AtomicInteger nextLane = new AtomicInteger();

    /**
     * A transport that does no I/O and has no thread until it is used.
     *
     * @throws IllegalArgumentException if the options ask for a concurrency model that it does not have
     */
    public BlockingTransport(TransportOptions options) {
        super(options, MODELS);
        workers = options.workers();
        context = TransportContext.of(options.ticker(), options.threads());
        lanes = Stream.generate(() -> new OutgoingLane(context))
                .limit(options.lanes())
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void prepare() throws IOException {
        context.open().expectOpen();
        Thrown.prepare();
        Waiting.prepare();
        if (warm.compareAndSet(false, true)) {
            WarmUp.on(context.threads());
        }
    }

    @Override
    protected int lanes() {
        return lanes.size();
    }

    @Override
    protected DatagramSocket openDatagrams(@Nullable ProtocolFamily family) throws IOException {
        return PortSocket.unbound(family);
    }

    @Override
    protected Listener serve(
            List<ServerSocketChannel> servers, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        ServerSocketChannel server = servers.get(0);
        WorkerPool pool = pool();
        Admissions admissions = new Admissions(pool.places(options.maxConnections()), pool.workers());
        AcceptedConnections connections = new AcceptedConnections(handlers, options, context, admissions);
        Acceptor acceptor = new PoolAcceptor(server, pool, connections, context.ticker());
        return start(server.getLocalAddress(), connections, acceptor);
    }

    @Override
    protected Listener serve(SocketChannel connected, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        AcceptedConnections connections = new AcceptedConnections(handlers, options, context, new Admissions(1, 0));
        Acceptor acceptor = new AdoptedConnection(connected, connections, context.threads());
        return start(connected.getLocalAddress(), connections, acceptor);
    }

    @Override
    protected Binding serve(List<DatagramSocket> sockets, DatagramHandlerFactory handlers) throws IOException {
        BlockingBinding binding = new BlockingBinding(sockets, handlers, context);
        binding.start();
        return binding;
    }

    private Listener start(SocketAddress address, AcceptedConnections connections, Acceptor acceptor)
            throws IOException {
        BlockingListener listener = new BlockingListener(address, connections, acceptor, context.open());
        listener.start();
        return listener;
    }

    private WorkerPool pool() {
        return switch (model()) {
            case PRETHREADED_ACCEPT -> new AcceptingPool(context.threads(), workers);
            case PRETHREADED_HANDOFF -> new HandoffPool(context.threads(), workers);
            default -> new ThreadPerConnection(context.threads());
        };
    }

    @Override
    public <T> Local<T> local(Function<Connector, T> make) {
        return LanesLocal.of(lanes, Objects.requireNonNull(make, "make"));
    }

    @Override
    public Connector connector() {
        return lanes.get(Math.floorMod(nextLane.getAndIncrement(), lanes.size()));
    }

    @Override
    public Usage usage() {
        return new Usage(
                context.open().listeners(),
                context.open().connections(),
                context.open().ports(),
                context.timersWaiting());
    }

    @Override
    public void close() {
        long deadline = System.nanoTime() + Ending.LIMIT.toNanos();
        context.open().close();
        context.closeTimers();
        if (Ending.isInLane() || context.threads().isOwn(Thread.currentThread())) {
            return;
        }
        if (context.open().awaitEmpty(deadline)) {
            Ending.await(context.threads().running(), deadline, LOG);
        }
    }
}
