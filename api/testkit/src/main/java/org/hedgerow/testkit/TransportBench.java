package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;

/**
 * What one test of a transport works with: transports, listeners and other bindings, and clients, all of which {@link #close} takes down. It
 * watches each handler, and complains of what the handlers were told wrongly and of what is left in the end.
 */
final class TransportBench {
    static final int LANES = 2;

    private final Leaks leaks = Leaks.snapshot();
    private final ManualTicker ticker = new ManualTicker();
    private final Function<TransportOptions, Transport> factory;
    private final StreamPeer.Source peers;
    private final Queue<Transport> transports = new ConcurrentLinkedQueue<>();
    private final Queue<Binding> listeners = new ConcurrentLinkedQueue<>();
    private final Queue<AutoCloseable> clients = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> checks = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<CallbackWatch> handlers = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /** A bench whose peers use transports of the same kind. */
    TransportBench(Function<TransportOptions, Transport> factory) {
        this.factory = factory;
        this.peers = new LinkedPeers(this);
    }

    TransportBench(Function<TransportOptions, Transport> factory, StreamPeer.Source peers) {
        this.factory = factory;
        this.peers = peers;
    }

    /** A transport of two lanes on the JVM's time. */
    Transport transport() {
        return transport(TransportOptions.defaults().withLanes(LANES));
    }

    Transport transport(TransportOptions options) {
        Transport transport = factory.apply(options);
        transports.add(transport);
        return transport;
    }

    /** A transport of two lanes on the time of {@link #ticker()}. */
    Transport transportOnManualTime() {
        Transport transport =
                transport(TransportOptions.defaults().withLanes(LANES).withTicker(ticker));
        ticker.drive(transport);
        return transport;
    }

    ManualTicker ticker() {
        return ticker;
    }

    Listener listen(ConnectionHandlerFactory handlers) throws IOException {
        return listen(transport(), handlers);
    }

    Listener listen(Transport transport, ConnectionHandlerFactory handlers) throws IOException {
        return listen(transport, handlers, ListenOptions.defaults());
    }

    Listener listen(Transport transport, ConnectionHandlerFactory handlers, ListenOptions options) throws IOException {
        return listen(transport, anyPort(), handlers, options);
    }

    Listener listen(
            Transport transport, SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        Listener listener = transport.listen(address, () -> watch(handlers.newHandler()), options);
        listeners.add(listener);
        return listener;
    }

    Listener adopt(Transport transport, NetworkChannel channel, ConnectionHandlerFactory handlers) throws IOException {
        Listener listener = transport.adopt(channel, () -> watch(handlers.newHandler()), ListenOptions.defaults());
        listeners.add(listener);
        return listener;
    }

    /** Binds any port for datagrams. */
    Binding bind(Transport transport, DatagramHandlerFactory handlers) throws IOException {
        return bind(transport, anyPort(), handlers, BindOptions.defaults());
    }

    Binding bind(Transport transport, SocketAddress address, DatagramHandlerFactory handlers, BindOptions options)
            throws IOException {
        Binding binding = transport.bind(address, () -> watch(handlers.newHandler()), options);
        listeners.add(binding);
        return binding;
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static InetAddress ipv6Loopback() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        return InetAddress.getByAddress(address);
    }

    /** Connects from within the lane. */
    Connection connect(Connector connector, SocketAddress address, ConnectionHandler handler) {
        return Wait.inLane(connector.lane(), () -> connector.connect(address, watch(handler)));
    }

    /** Opens a port from within the lane, and closes it after the test. */
    DatagramPort openPort(Connector connector, SocketAddress peer, DatagramHandler handler) {
        DatagramPort port = Wait.inLane(connector.lane(), () -> connector.openPort(peer, watch(handler)));
        keep(() -> connector.lane().execute(port::close));
        return port;
    }

    /** The handler, watched: for those who connect within a task of their own. */
    ConnectionHandler watch(ConnectionHandler handler) {
        return new WatchedHandler(handler, newWatch());
    }

    /** The handler of a port, watched. */
    DatagramHandler watch(DatagramHandler handler) {
        return new WatchedDatagramHandler(handler, newWatch());
    }

    private CallbackWatch newWatch() {
        CallbackWatch watch = new CallbackWatch(complaints::add);
        handlers.add(watch);
        return watch;
    }

    /** The transport's lanes for outgoing connections, and that of an accepted connection. */
    List<Lane> lanes(Transport transport) throws IOException {
        Probe probe = new Probe();
        client(listen(transport, () -> probe));
        List<Lane> lanes = new ArrayList<>();
        transport.local(Connector::lane).forEach(lanes::add);
        Lane accepted = probe.connection().lane();
        if (!lanes.contains(accepted)) {
            lanes.add(accepted);
        }
        return lanes;
    }

    StreamPeer client(Listener listener) throws IOException {
        return keep(connect(listener.address()));
    }

    /** A peer that the test closes. */
    StreamPeer connect(SocketAddress server) throws IOException {
        return peers.connect(server);
    }

    RawClient rawClient(Listener listener) throws IOException {
        return keep(RawClient.connect(listener.address()));
    }

    /** A client that the kernel buffers little for. */
    RawClient slowClient(Listener listener) throws IOException {
        return keep(RawClient.connect(listener.address(), 64 * 1024));
    }

    RawDatagramClient datagramClient(Binding binding) throws IOException {
        return keep(RawDatagramClient.of(binding.address()));
    }

    /** Has the bench close it, after the test and before the transports. */
    <T extends AutoCloseable> T keep(T resource) {
        clients.add(resource);
        return resource;
    }

    /** Has something checked when all is closed. */
    void expectInTheEnd(Runnable check) {
        checks.add(check);
    }

    /** Works on a thread of its own, which must be over when all clients are closed. */
    <T> Future<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = LightThreads.platform("testkit-client").newThread(task);
        threads.add(thread);
        thread.start();
        return task;
    }

    /** The same for work without a result; that it fails is held against the transport. */
    void startAside(Callable<?> work) {
        Future<?> unused = start(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                complaints.add("a client's thread failed: " + e);
                throw e;
            }
        });
    }

    static void expectEcho(StreamPeer client, String text) throws IOException {
        client.send(text);
        assertThat(client.read(text.length())).isEqualTo(text);
    }

    /** The transport serves new connections, on whichever lanes they come to lie. */
    void expectService(Transport transport) throws IOException {
        Listener listener = listen(transport, EchoHandler::new);
        for (int i = 0; i < 2 * LANES; i++) {
            expectEcho(client(listener), "still served");
        }
    }

    /** Nobody is accepted any more, at least soon. */
    static void expectRefused(Listener listener) {
        Wait.until("connections refused", () -> {
            try {
                RawClient.connect(listener.address()).close();
                return false;
            } catch (SocketException e) {
                return e instanceof ConnectException; // or it was reset, as one that was waiting to be accepted
            }
        });
    }

    /** Has a latch released after the test, so that no lane stays blocked by a test that failed. */
    CountDownLatch gate() {
        CountDownLatch gate = new CountDownLatch(1);
        keep(gate::countDown);
        return gate;
    }

    void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        for (Thread thread : threads) {
            thread.join(Wait.LIMIT.toMillis());
        }
        listeners.forEach(Binding::close);
        transports.forEach(this::expectUnused);
        transports.forEach(Transport::close);
        for (Transport transport : transports) {
            assertThat(transport.usage()).as("held after close").isEqualTo(Usage.NONE);
        }
        checks.forEach(Runnable::run);
        for (CallbackWatch handler : handlers) {
            if (handler.closes() != 1) {
                complaints.add("closed was called " + handler.closes() + " times");
            }
        }
        assertThat(complaints).as("what handlers were told wrongly").isEmpty();
        leaks.assertNone();
    }

    private void expectUnused(Transport transport) {
        if (!Wait.within(Wait.LIMIT, () -> transport.usage().equals(Usage.NONE))) {
            complaints.add("still in use when all connections were closed: " + transport.usage());
        }
    }
}
