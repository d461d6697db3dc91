package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NioTransportTest {
    private static final ConnectionHandler SILENT = (connection, bytes) -> {};

    @Test
    void eachModelOfEventLoopsIsFoundByName() {
        for (ConcurrencyModel model : NioTransport.MODELS) {
            try (Transport transport = Transport.of(model)) {
                assertThat(transport.name()).isEqualTo("nio");
                assertThat(transport.model()).isEqualTo(model);
            }
        }
        try (Transport transport = Transport.named("nio")) {
            assertThat(transport.model()).isEqualTo(ConcurrencyModel.EVENT_LOOPS);
        }
    }

    /** As on threads of pools and of web applications, which do not see what the application does. */
    @Test
    void isFoundWhereTheContextClassLoaderDoesNotSeeIt() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            for (ClassLoader blind : new ClassLoader[] {ClassLoader.getPlatformClassLoader(), null}) {
                thread.setContextClassLoader(blind);
                Transport.named("nio").close();
                Transport.of(ConcurrencyModel.EVENT_LOOP).close();
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Transport.named("none"))
                        .withMessageContaining("nio");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Direct memory is taken with the first use, and there is no less of it for those who merely have a transport. */
    @Test
    void anUnusedTransportHoldsNoDirectMemory() throws IOException {
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        TransportOptions options = TransportOptions.defaults().withLanes(32);
        long before = direct.getMemoryUsed();
        try (Transport transport = Transport.named("nio", options)) {
            assertThat(transport.lane().hasEnded()).isFalse();
            transport.listen(anyPort(), () -> SILENT, ListenOptions.defaults()).close();
            assertThat(direct.getMemoryUsed() - before).isLessThan(32 * LoopMemory.OCTETS);
        }
    }

    @Test
    void otherModelsAreRefused() {
        TransportOptions options = TransportOptions.defaults().withModel(ConcurrencyModel.PRETHREADED_ACCEPT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NioTransport(options))
                .withMessageContaining("prethreaded-accept");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.named("nio", options))
                .withMessageContaining("event-loops, event-loop, event-loops-reuseport");
    }

    /** The listener's address is in the name of a thread that accepts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLoopThatIsAloneNeedsNobodyToAcceptForIt(int loops) throws IOException {
        try (Transport transport = Transport.of(
                        ConcurrencyModel.EVENT_LOOPS,
                        TransportOptions.defaults().withLanes(loops));
                Listener listener = transport.listen(anyPort(), () -> SILENT, ListenOptions.defaults());
                RawClient client = RawClient.connect(listener.address())) {
            client.send("x");
            while (listener.accepted() == 0) {
                Thread.onSpinWait();
            }
            String address = Endpoint.text(listener.address());
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().endsWith(address)))
                    .hasSize(loops == 1 ? 0 : 1);
        }
    }

    /** Bounded for each pass, or channels and timers would wait for tasks that hand in tasks. */
    @Test
    void tasksThatHandInTasksDoNotKeepTheChannelsWaiting() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ConnectionHandler echo = (connection, bytes) ->
                connection.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP);
                Listener listener = transport.listen(anyPort(), () -> echo, ListenOptions.defaults());
                RawClient client = RawClient.connect(listener.address())) {
            try {
                handInAgain(transport.lane(), enough);
                client.send("x");
                assertThat(client.read(1)).isEqualTo("x");
            } finally {
                enough.set(true);
            }
        }
    }

    private static void handInAgain(Lane lane, AtomicBoolean enough) {
        lane.execute(() -> {
            if (!enough.get()) {
                handInAgain(lane, enough);
            }
        });
    }

    @Test
    void aConnectionThatThePeerHasEndedInGoodOrderLeavesNoTimer() throws Exception {
        ConnectionHandler closing = (connection, bytes) -> connection.close();
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP);
                Listener listener = transport.listen(anyPort(), () -> closing, ListenOptions.defaults())) {
            try (RawClient client = RawClient.connect(listener.address())) {
                client.send("x");
                assertThat(client.readToEnd()).isEmpty();
            }
            while (transport.usage().connections() > 0) {
                Thread.onSpinWait();
            }
            CompletableFuture<Integer> timers = new CompletableFuture<>();
            transport.lane().execute(() -> timers.complete(transport.usage().timers()));
            assertThat(timers.get(30, TimeUnit.SECONDS)).isZero();
        }
    }

    /** As by a thread that was just about to hand it over when the listener was closed. */
    @Test
    void aConnectionThatComesToAListenerThatIsClosedIsCut() throws Exception {
        CompletableFuture<IOException> closed = new CompletableFuture<>();
        ConnectionHandler handler = new ConnectionHandler() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {}

            @Override
            public void closed(Connection connection, IOException cause) {
                closed.complete(cause);
            }
        };
        try (NioTransport transport = new NioTransport(TransportOptions.defaults());
                ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort());
                SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
            NioListener listener = (NioListener) transport.listen(anyPort(), () -> handler, ListenOptions.defaults());
            listener.close();
            listener.take((EventLoop) transport.lane(), server.accept());
            assertThat(closed.get(30, TimeUnit.SECONDS)).hasMessage("the listener was closed");
            assertThat(client.read(ByteBuffer.allocate(1))).isNegative();
        }
    }

    /** Both have been found ready by the same select, and whichever is served first ends or pauses the other. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOneHandlerDoesToAnotherConnectionCountsThoughThatIsReadyToo(boolean resets) throws Exception {
        List<Connection> opened = new CopyOnWriteArrayList<>();
        List<Connection> served = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> passed = new CompletableFuture<>();
        ConnectionHandler handler = new ConnectionHandler() {
            @Override
            public void opened(Connection connection) {
                opened.add(connection);
            }

            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                served.add(connection);
                Connection other = opened.get(connection == opened.get(0) ? 1 : 0);
                if (resets) {
                    other.reset();
                } else {
                    other.reading(false);
                }
                connection.lane().execute(() -> passed.complete(null)); // after the channels
            }
        };
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP);
                Listener listener = transport.listen(anyPort(), () -> handler, ListenOptions.defaults());
                RawClient one = RawClient.connect(listener.address());
                RawClient another = RawClient.connect(listener.address())) {
            while (opened.size() < 2) {
                Thread.onSpinWait();
            }
            CompletableFuture<Void> begun = new CompletableFuture<>();
            CompletableFuture<Void> sent = new CompletableFuture<>();
            opened.get(0).lane().execute(() -> {
                begun.complete(null);
                sent.join(); // the loop looks at its channels when both have something
            });
            begun.get(30, TimeUnit.SECONDS);
            one.send("x");
            another.send("x");
            sent.complete(null);
            passed.get(30, TimeUnit.SECONDS);
            assertThat(served).hasSize(1);
        }
    }

    /** There is one worker for each loop. */
    @ParameterizedTest
    @EnumSource(
            value = ConcurrencyModel.class,
            names = {"EVENT_LOOP", "EVENT_LOOPS", "EVENT_LOOPS_REUSEPORT"})
    void connectionsAreCountedByLoop(ConcurrencyModel model) throws IOException {
        int loops = 3;
        List<RawClient> clients = new ArrayList<>();
        try (Transport transport =
                        Transport.of(model, TransportOptions.defaults().withLanes(loops));
                Listener listener = transport.listen(anyPort(), () -> SILENT, ListenOptions.defaults())) {
            assertThat(listener.acceptedByWorker()).hasSize(model == ConcurrencyModel.EVENT_LOOP ? 1 : loops);
            while (model == ConcurrencyModel.EVENT_LOOPS && clients.size() < 12) {
                clients.add(RawClient.connect(listener.address()));
                int connections = clients.size();
                // One after the other, so that each goes to the loop that has the fewest at the time.
                while (listener.accepted() < connections) {
                    Thread.onSpinWait();
                }
            }
            if (model == ConcurrencyModel.EVENT_LOOPS) {
                assertThat(listener.acceptedByWorker()).containsExactly(4L, 4L, 4L);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** With a port of its own each loop accepts for itself, and the system shares out many connections among them. */
    @Test
    void loopsThatShareThePortShareTheConnections() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try (Transport transport = Transport.of(
                        ConcurrencyModel.EVENT_LOOPS_REUSEPORT,
                        TransportOptions.defaults().withLanes(2));
                Listener listener = transport.listen(anyPort(), () -> SILENT, ListenOptions.defaults())) {
            for (int i = 0; i < 100; i++) {
                clients.add(RawClient.connect(listener.address()));
            }
            while (listener.accepted() < 100) {
                Thread.onSpinWait();
            }
            // By a hash of the addresses: that one of them gets none has odds of one to 2^99.
            assertThat(listener.acceptedByWorker()).hasSize(2).allMatch(count -> count > 0);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void selectorsAreNamedByTheirKind() throws IOException {
        try (Selector selector = Selector.open()) {
            assertThat(SelectorKind.of(selector)).isIn("epoll", "poll", "kqueue", "devpoll", "eventport", "wepoll");
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
