package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only fixed pools of threads have. */
class WorkerPoolTest {
    @RegisterExtension
    final BlockingBench bench = BlockingBench.onTheJvmsTime();

    @Pools
    void nobodyIsAcceptedWhileNoWorkerIsFree(ConcurrencyModel model) throws Exception {
        Listener listener = listen(bench.pool(model, 2), BlockingBench::echo);
        try (RawClient second = BlockingBench.client(listener)) {
            RawClient first = BlockingBench.client(listener);
            BlockingBench.expectEcho(first, "one");
            BlockingBench.expectEcho(second, "two");
            for (int i = 0; i < 20; i++) {
                RawClient third = BlockingBench.client(listener);
                third.send("three");
                BlockingBench.expectEcho(second, "not held up");
                assertThat(listener.connections()).isEqualTo(2);
                assertThat(listener.accepted()).isEqualTo(2 + i);
                first.close();
                assertThat(third.read(5)).isEqualTo("three");
                first = third;
            }
            first.close();
        }
    }

    @Pools
    void fewerConnectionsThanWorkersMayBeAllowed(ConcurrencyModel model) throws Exception {
        Listener listener = bench.pool(model, 8)
                .listen(
                        BlockingBench.ANY_PORT,
                        BlockingBench::echo,
                        ListenOptions.defaults().withMaxConnections(1));
        try (RawClient second = clientAfterOne(listener)) {
            assertThat(second.read(6)).isEqualTo("second");
            assertThat(listener.connections()).isEqualTo(1);
        }
    }

    private static RawClient clientAfterOne(Listener listener) throws IOException {
        try (RawClient first = BlockingBench.client(listener)) {
            BlockingBench.expectEcho(first, "first");
            RawClient second = BlockingBench.client(listener);
            second.send("second");
            BlockingBench.expectEcho(first, "still alone");
            assertThat(listener.accepted()).isEqualTo(1);
            return second;
        }
    }

    @Pools
    void countsOfTheWorkersAddUp(ConcurrencyModel model) throws Exception {
        Listener listener = listen(bench.pool(model, 4), BlockingBench::echo);
        int rounds = 10;
        for (int i = 0; i < rounds; i++) {
            List<RawClient> clients = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                RawClient client = BlockingBench.client(listener);
                clients.add(client);
                BlockingBench.expectEcho(client, "x");
            }
            for (RawClient client : clients) {
                client.close();
            }
            assertThat(listener.awaitEmpty(BlockingBench.LIMIT)).isTrue();
        }
        listener.close();
        // All four were at work in each round.
        assertThat(listener.acceptedByWorker()).containsExactly(10L, 10L, 10L, 10L);
        assertThat(listener.accepted()).isEqualTo(4 * rounds);
    }

    @Pools
    void connectionsAreReadByTheNamedThreadsOfThePool(ConcurrencyModel model) throws Exception {
        Set<String> readers = ConcurrentHashMap.newKeySet();
        Listener listener = listen(bench.pool(model, 2), () -> (connection, bytes) -> {
            readers.add(Thread.currentThread().getName());
            Recorder.write(connection, "seen");
        });
        try (RawClient first = BlockingBench.client(listener);
                RawClient second = BlockingBench.client(listener)) {
            for (RawClient client : List.of(first, second)) {
                client.send("x");
                assertThat(client.read(4)).isEqualTo("seen");
            }
        }
        assertThat(readers).containsExactlyInAnyOrder("hedgerow-blocking-worker-0", "hedgerow-blocking-worker-1");
    }

    /** The reader has nothing to do any more when the peer has ended its stream; the worker is not free before the end. */
    @Pools
    void aWorkerStaysUntilItsConnectionIsGone(ConcurrencyModel model) throws Exception {
        Recorder halfClosed = new Recorder();
        List<ConnectionHandler> handlers = new ArrayList<>(List.of(halfClosed, BlockingBench.echo()));
        Listener listener = listen(bench.pool(model, 1), () -> handlers.remove(0));
        try (RawClient first = BlockingBench.client(listener);
                RawClient second = BlockingBench.client(listener)) {
            second.send("second");
            first.shutdownOutput();
            halfClosed.awaitEnded();
            Connection connection = halfClosed.awaitOpened();
            connection.lane().execute(() -> Recorder.write(connection, "there"));
            assertThat(first.read(5)).isEqualTo("there");
            assertThat(listener.accepted()).isEqualTo(1);
            connection.lane().execute(connection::close);
            assertThat(second.read(6)).isEqualTo("second");
        }
    }

    @Pools
    void anOpenListenerKeepsTheJvmAliveAndADrainedOneDoesNot(ConcurrencyModel model) throws Exception {
        Recorder recorder = new Recorder();
        Listener listener = listen(bench.pool(model, 2), () -> recorder);
        try (RawClient client = BlockingBench.client(listener)) {
            Connection connection = recorder.awaitOpened();
            assertThat(threadsThatKeepTheJvmAlive()).hasSize(1);
            listener.drain();
            recorder.awaitEnded();
            await().atMost(BlockingBench.LIMIT)
                    .until(() -> threadsThatKeepTheJvmAlive().isEmpty());
            connection.lane().execute(connection::close);
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void anAdoptedConnectionKeepsTheJvmAliveUntilItIsGone() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(BlockingBench.ANY_PORT);
                RawClient client = RawClient.connect(server.getLocalAddress())) {
            SocketChannel channel = server.accept();
            channel.configureBlocking(false); // as it may come
            Listener adopted = bench.transport().adopt(channel, BlockingBench::echo, ListenOptions.defaults());
            BlockingBench.expectEcho(client, "adopted");
            assertThat(threadsThatKeepTheJvmAlive()).hasSize(1);
            client.shutdownOutput();
            assertThat(client.readToEnd()).isEmpty();
            assertThat(adopted.awaitEmpty(BlockingBench.LIMIT)).isTrue();
            await().atMost(BlockingBench.LIMIT)
                    .until(() -> threadsThatKeepTheJvmAlive().isEmpty());
        }
    }

    /** An interrupt would close the socket that is read from next, or the listening one. */
    @Pools
    void handlersMayLeaveInterruptsBehind(ConcurrencyModel model) throws Exception {
        expectInterruptsToHarmNobody(bench.pool(model, 1));
    }

    @Test
    void handlersMayLeaveInterruptsBehindWithAThreadPerConnection() throws Exception {
        expectInterruptsToHarmNobody(bench.transport());
    }

    private static void expectInterruptsToHarmNobody(Transport transport) throws Exception {
        Listener listener = listen(transport, () -> {
            Thread.currentThread().interrupt();
            return new Interrupting();
        });
        for (int i = 0; i < 3; i++) {
            try (RawClient client = BlockingBench.client(listener)) {
                for (int j = 0; j < 3; j++) {
                    BlockingBench.expectEcho(client, "small, so sent by the reader");
                    BlockingBench.expectEcho(client, "large, so sent by the writer".repeat(1000));
                }
            }
        }
        // Before the transport is closed, or the handler would interrupt the test, which runs its callback then.
        assertThat(listener.awaitEmpty(BlockingBench.LIMIT)).isTrue();
        assertThat(listener.failed()).isZero();
    }

    @Test
    void modelsOfOtherTransportsAreRefused() {
        TransportOptions options = TransportOptions.defaults().withModel(ConcurrencyModel.EVENT_LOOPS);
        assertThatThrownBy(() -> new BlockingTransport(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prethreaded-handoff")
                .hasMessageContaining("event-loops");
    }

    private static Listener listen(Transport transport, ConnectionHandlerFactory handlers) throws IOException {
        return transport.listen(BlockingBench.ANY_PORT, handlers, ListenOptions.defaults());
    }

    private static List<String> threadsThatKeepTheJvmAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread.getName().startsWith("hedgerow-blocking"))
                .map(Thread::getName)
                .toList();
    }

    /** Echoes, and leaves every callback with an interrupt. */
    private static final class Interrupting implements ConnectionHandler {
        private final ConnectionHandler echo = BlockingBench.echo();

        @Override
        public void opened(Connection connection) {
            Thread.currentThread().interrupt();
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            echo.received(connection, bytes);
            Thread.currentThread().interrupt();
        }

        @Override
        public void drained(Connection connection) {
            Thread.currentThread().interrupt();
        }

        @Override
        public void ended(Connection connection) {
            connection.close();
            Thread.currentThread().interrupt();
        }

        @Override
        public void closed(Connection connection, @Nullable IOException cause) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PRETHREADED_ACCEPT", "PRETHREADED_HANDOFF"})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Pools {}
}
