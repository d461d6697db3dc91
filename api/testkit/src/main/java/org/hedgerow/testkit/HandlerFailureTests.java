package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a callback throws cuts its connection, and nothing else. */
interface HandlerFailureTests extends TransportTests {

    /** In {@code opened}. */
    @Test
    default void openedThrows() throws IOException {
        expectCut(
                thrown -> new Probe() {
                    @Override
                    public void opened(Connection connection) {
                        throw OnPurpose.sneak(thrown);
                    }
                },
                client -> {});
    }

    /** In {@code received}. */
    @Test
    default void receivedThrows() throws IOException {
        expectCut(
                thrown -> new Probe() {
                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        throw OnPurpose.sneak(thrown);
                    }
                },
                client -> client.send("x"));
    }

    /** In {@code quiet}. */
    @Test
    default void quietThrows() throws IOException {
        expectCut(
                thrown -> new Probe() {
                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        connection.awaitQuiet(1);
                    }

                    @Override
                    public void quiet(Connection connection) {
                        throw OnPurpose.sneak(thrown);
                    }
                },
                client -> client.send("x"));
    }

    /** In {@code drained}. */
    @Test
    default void drainedThrows() throws IOException {
        int octets = 16 * 1024 * 1024;
        expectCut(
                thrown -> new Probe() {
                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        connection.write(new byte[octets], 0, octets);
                    }

                    @Override
                    public void drained(Connection connection) {
                        throw OnPurpose.sneak(thrown);
                    }
                },
                client -> {
                    client.send("x");
                    // The cut may take the last of it away.
                    assertThat(client.read(octets / 2)).hasSize(octets / 2);
                });
    }

    /** In {@code ended}. */
    @Test
    default void endedThrows() throws IOException {
        expectCut(
                thrown -> new Probe() {
                    @Override
                    public void ended(Connection connection) {
                        throw OnPurpose.sneak(thrown);
                    }
                },
                StreamPeer::shutdownOutput);
    }

    /** In {@code closed}: the connection is gone all the same. */
    @Test
    default void closedThrows() throws IOException {
        for (Throwable thrown : OnPurpose.each()) {
            Probe probe = new Probe() {
                @Override
                public void closed(Connection connection, @Nullable IOException cause) {
                    super.closed(connection, cause);
                    throw OnPurpose.sneak(thrown);
                }
            };
            Transport transport = bench().transport();
            Listener listener = bench().listen(transport, () -> probe);
            StreamPeer client = bench().client(listener);
            Connection connection = probe.connection();
            Wait.inLane(connection.lane(), connection::close);
            assertThat(client.readToEnd()).isEmpty();
            client.close();
            probe.awaitClosed();
            Wait.until("connection gone", () -> listener.connections() == 0);
            bench().expectService(transport);
        }
    }

    /** In the factory: that connection is cut, the next one is served. */
    @Test
    default void factoryThrows() throws IOException {
        for (Throwable thrown : OnPurpose.each()) {
            AtomicBoolean once = new AtomicBoolean();
            Transport transport = bench().transport();
            Listener listener = bench().listen(transport, () -> {
                if (once.compareAndSet(false, true)) {
                    throw OnPurpose.sneak(thrown);
                }
                return new EchoHandler();
            });
            expectEnd(listener, client -> {});
            TransportBench.expectEcho(bench().client(listener), "the next one");
            assertThat(listener.accepted()).as("accepted, however it went on").isEqualTo(2);
            bench().expectService(transport);
        }
    }

    /** In the factory of those who receive datagrams: so the program is told, and the address is free. */
    @Test
    default void datagramFactoryThrows() throws IOException {
        Transport transport = bench().transport();
        for (Throwable thrown : OnPurpose.each()) {
            SocketAddress address = UnusedAddress.ofDatagrams(transport);
            assertThatThrownBy(() -> bench().bind(
                                    transport,
                                    address,
                                    () -> {
                                        throw OnPurpose.sneak(thrown);
                                    },
                                    BindOptions.defaults()))
                    .matches(thrownHere -> thrownHere == thrown);
            bench().bind(transport, address, DatagramEcho::new, BindOptions.defaults());
        }
    }

    /** In a task or a timer of a lane: the lane goes on. */
    @Test
    default void tasksThrow() throws IOException {
        Probe probe = new Probe();
        Transport transport = bench().transport();
        bench().client(bench().listen(transport, () -> probe));
        for (Lane lane : new Lane[] {
            transport.lane(), transport.lane(), probe.connection().lane()
        }) {
            for (Throwable thrown : OnPurpose.each()) {
                lane.execute(() -> {
                    lane.schedule(0, () -> {
                        throw OnPurpose.sneak(thrown);
                    });
                    lane.schedule(1, () -> {
                        throw OnPurpose.sneak(thrown);
                    });
                    throw OnPurpose.sneak(thrown);
                });
                Wait.settle(lane);
            }
        }
        Wait.until("no timer held", () -> transport.usage().timers() == 0);
        bench().expectService(transport);
    }

    /** An error of the JVM is the program's business too: it is handed to whoever handles what is not caught. */
    @Test
    default void errorsOfTheJvmAreHandedToTheUncaughtExceptionHandler() throws IOException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Queue<Throwable> handled = new ConcurrentLinkedQueue<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> handled.add(thrown));
        try {
            Error thrown = OnPurpose.outOfMemory();
            expectEnd(
                    bench().listen(bench().transport(), () -> {
                        throw OnPurpose.sneak(thrown);
                    }),
                    client -> {});
            Wait.until("handled", () -> handled.contains(thrown));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private void expectCut(Function<Throwable, Probe> failing, Provocation provocation) throws IOException {
        for (Throwable thrown : OnPurpose.each()) {
            Probe probe = failing.apply(thrown);
            Transport transport = bench().transport();
            StreamPeer other = bench().client(bench().listen(transport, EchoHandler::new));
            TransportBench.expectEcho(other, "before");
            expectEnd(bench().listen(transport, () -> probe), provocation);
            assertThat(probe.awaitClosed()).as("cause").isNotNull();
            TransportBench.expectEcho(other, "after");
            bench().expectService(transport);
        }
    }

    /** The reset may come at any moment, that of connecting included. */
    private void expectEnd(Listener listener, Provocation provocation) {
        try {
            StreamPeer client = bench().client(listener);
            provocation.on(client);
            client.readToEnd();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection was not cut", e);
        } catch (IOException cut) {
            assertThat(cut.toString()).containsAnyOf("reset", "Broken pipe", "cut");
        }
    }

    /** What makes the handler fail. */
    @FunctionalInterface
    interface Provocation {
        void on(StreamPeer client) throws IOException;
    }
}
