package org.hedgerow.nio;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hedgerow.nio.batch.BatchProvider;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.hedgerow.transport.accept.Ending;
import org.hedgerow.transport.accept.ServerChannels;
import org.hedgerow.transport.accept.SocketTransport;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport of event loops: threads each of which serves its connections by a selector. By its concurrency model there is
 * one loop, or {@link TransportOptions#lanes()} of them; with {@link ConcurrencyModel#EVENT_LOOPS}, the one that it has
 * unless told otherwise, one thread per listener accepts for the loops, if they are several; else the loops accept for
 * themselves. An open listener or binding keeps the JVM alive, a loop alone does not. A loop goes on whatever is thrown in it;
 * should it not be able to select any more, it closes the transport, so that nobody waits for what it will never do.
 *
 * <p>An address is bound for datagrams once for each loop, whatever the model, where the system shares ports
 * (SO_REUSEPORT), and for the first loop only elsewhere. A loop reads no more than 64 datagrams of a port at a time before
 * the others have their turn. What is sent leaves when those that were received together are handed over, when 32 wait or as
 * many as there is room for, or when the pass of the loop is over; what the system has no room for is dropped. Where a {@link
 * BatchProvider} is found, as of {@code hedgerow-transport-nio-batched}, those of what is bound take fewer calls to the
 * system. The system property {@code org.hedgerow.nio.batch=false} has it do without; the log tells, at the level info.
 *
 * <p>What the selectors are made of is the JDK's choice: epoll on Linux, unless the system property {@code
 * java.nio.channels.spi.SelectorProvider} says otherwise, as {@code sun.nio.ch.PollSelectorProvider} for poll. The log
 * tells, at the level info.
 */
public final class NioTransport extends SocketTransport {
    static final String NAME = "nio";
    static final List<ConcurrencyModel> MODELS =
            List.of(ConcurrencyModel.EVENT_LOOPS, ConcurrencyModel.EVENT_LOOP, ConcurrencyModel.EVENT_LOOPS_REUSEPORT);
    private static final Logger LOG = LoggerFactory.getLogger(NioTransport.class);

    private final EventLoop[] loops;
    private final Acceptors acceptors;
    private final Batches batches = new Batches();
    private final Set<NioListener> listeners = ConcurrentHashMap.newKeySet();
    private final Set<NioBinding> bindings = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextLane = new AtomicInteger();
    private boolean told; // guarded by this
    private volatile boolean closed;

    /**
     * A transport of these options. Does no I/O and starts no thread until it is used.
     *
     * @throws IllegalArgumentException if the options ask for a model that is none of event loops
     */
    public NioTransport(TransportOptions options) {
        this(options, LoopProbe.NONE);
    }

    NioTransport(TransportOptions options, LoopProbe probe) {
        super(options, MODELS);
        loops = new EventLoop[model() == ConcurrencyModel.EVENT_LOOP ? 1 : options.lanes()];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new EventLoop(this, i, options.ticker(), probe);
        }
        acceptors = new Acceptors(model(), List.of(loops), options.ticker());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected int lanes() {
        return loops.length;
    }

    @Override
    protected List<ServerSocketChannel> openServers(SocketAddress address, ListenOptions options) throws IOException {
        return model() == ConcurrencyModel.EVENT_LOOPS_REUSEPORT
                ? ServerChannels.bindSharing(address, options, loops.length)
                : super.openServers(address, options);
    }

    @Override
    protected DatagramSocket openDatagrams(@Nullable ProtocolFamily family) throws IOException {
        return Channels.openDatagrams(family).socket();
    }

    @Override
    protected Listener serve(
            List<ServerSocketChannel> servers, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        return start(servers.get(0).getLocalAddress(), service(handlers, options), acceptors.on(servers));
    }

    @Override
    protected Listener serve(SocketChannel connected, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        return start(
                connected.getLocalAddress(),
                service(handlers, options),
                (admissions, taker) -> new AdoptedConnection(loops[0], connected, admissions, taker));
    }

    @Override
    protected Binding serve(List<DatagramSocket> sockets, DatagramHandlerFactory handlers) throws IOException {
        batches.providers(); // found by the caller's class loader, which loops do not have
        List<DatagramChannel> channels =
                sockets.stream().map(DatagramSocket::getChannel).toList();
        NioBinding binding = new NioBinding(channels, acceptors.loops(), handlers, bindings::remove);
        begin(binding, bindings);
        return binding;
    }

    Batches batches() {
        return batches;
    }

    private NioListener.Service service(ConnectionHandlerFactory handlers, ListenOptions options) {
        return new NioListener.Service(acceptors.loops(), handlers, options);
    }

    @Override
    protected synchronized void prepare() throws IOException {
        expectOpen();
        Thrown.prepare();
        for (EventLoop loop : loops) {
            loop.start();
        }
        if (!told) {
            told = true;
            LOG.info("{} on {}, {} in all", model().text(), SelectorKind.of(loops[0].selector()), loops.length);
        }
    }

    private void expectOpen() {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
    }

    private Listener start(SocketAddress address, NioListener.Service service, NioListener.AcceptorFactory factory)
            throws IOException {
        NioListener listener = new NioListener(address, service, listeners::remove, factory);
        begin(listener, listeners);
        return listener;
    }

    /** It is closed with the transport from here on, or never begins: no handler runs within this. */
    private synchronized <T extends NioOpen> void begin(T binding, Set<T> open) throws IOException {
        expectOpen();
        open.add(binding);
        try {
            binding.start();
        } catch (OutOfMemoryError e) {
            // So the JDK says that the system grants no further thread.
            IOException cause = new IOException("cannot start a thread: " + e.getMessage(), e);
            binding.cut(cause);
            throw cause;
        } catch (Throwable e) {
            binding.cut(Thrown.asCause("it cannot begin", e));
            throw e;
        }
    }

    @Override
    public <T> Local<T> local(Function<Connector, T> make) {
        Objects.requireNonNull(make, "make");
        return new LanesLocal<>(this, loops, make);
    }

    @Override
    public Connector connector() {
        return loops[Math.floorMod(nextLane.getAndIncrement(), loops.length)].connector();
    }

    @Override
    public Usage usage() {
        int connections = 0;
        int ports = 0;
        int timers = 0;
        for (EventLoop loop : loops) {
            connections += loop.connections().get();
            ports += loop.ports().get();
            timers += loop.timers();
        }
        return new Usage(listeners.size() + bindings.size(), connections, ports, timers);
    }

    @Override
    public void close() {
        long deadline = System.nanoTime() + Ending.LIMIT.toNanos();
        synchronized (this) {
            closed = true;
        }
        List<Thread> threads = new ArrayList<>();
        IOException cause = new ClosedTransportException();
        for (NioListener listener : listeners) {
            threads.addAll(listener.threads());
            listener.cut(cause);
        }
        for (NioBinding binding : bindings) {
            binding.cut(cause);
        }
        for (EventLoop loop : loops) {
            loop.close();
            Thread thread = loop.thread();
            if (thread != null) {
                threads.add(thread);
            }
        }
        if (!Ending.isInLane()) {
            Ending.await(threads, deadline, LOG);
        }
    }
}
