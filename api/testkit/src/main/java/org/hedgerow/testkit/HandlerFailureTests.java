package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A {@code RuntimeException} cuts its connection, and nothing else. */
interface HandlerFailureTests extends TransportTests {

    /** In {@code opened}. */
    @Test
    default void openedThrows() throws IOException {
        expectCut(
                new Probe() {
                    @Override
                    public void opened(Connection connection) {
                        throw thrown();
                    }
                },
                client -> {});
    }

    /** In {@code received}. */
    @Test
    default void receivedThrows() throws IOException {
        expectCut(
                new Probe() {
                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        throw thrown();
                    }
                },
                client -> client.send("x"));
    }

    /** In {@code quiet}. */
    @Test
    default void quietThrows() throws IOException {
        expectCut(
                new Probe() {
                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        connection.awaitQuiet(1);
                    }

                    @Override
                    public void quiet(Connection connection) {
                        throw thrown();
                    }
                },
                client -> client.send("x"));
    }

    /** In {@code drained}. */
    @Test
    default void drainedThrows() throws IOException {
        int octets = 16 * 1024 * 1024;
        expectCut(
                new Probe() {
                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        connection.write(new byte[octets], 0, octets);
                    }

                    @Override
                    public void drained(Connection connection) {
                        throw thrown();
                    }
                },
                client -> {
                    client.send("x");
                    // The cut may take the last of it away.
                    client.input().skipNBytes(octets / 2);
                });
    }

    /** In {@code ended}. */
    @Test
    default void endedThrows() throws IOException {
        expectCut(
                new Probe() {
                    @Override
                    public void ended(Connection connection) {
                        throw thrown();
                    }
                },
                RawClient::shutdownOutput);
    }

    /** In {@code closed}: the connection is gone all the same. */
    @Test
    default void closedThrows() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void closed(Connection connection, @Nullable IOException cause) {
                super.closed(connection, cause);
                throw thrown();
            }
        };
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, () -> probe);
        RawClient client = bench().client(listener);
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), connection::close);
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        probe.awaitClosed();
        Wait.until("connection gone", () -> listener.connections() == 0);
        bench().expectService(transport);
    }

    /** In the factory: that connection is cut, the next one is served. */
    @Test
    default void factoryThrows() throws IOException {
        AtomicBoolean once = new AtomicBoolean();
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, () -> {
            if (once.compareAndSet(false, true)) {
                throw thrown();
            }
            return new EchoHandler();
        });
        expectEnd(listener, client -> {});
        TransportBench.expectEcho(bench().client(listener), "the next one");
        assertThat(listener.accepted()).as("accepted, however it went on").isEqualTo(2);
        bench().expectService(transport);
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
            lane.execute(() -> {
                lane.schedule(0, () -> {
                    throw thrown();
                });
                throw thrown();
            });
            Wait.settle(lane);
        }
        bench().expectService(transport);
    }

    private void expectCut(Probe failing, Provocation provocation) throws IOException {
        Transport transport = bench().transport();
        RawClient other = bench().client(bench().listen(transport, EchoHandler::new));
        TransportBench.expectEcho(other, "before");
        expectEnd(bench().listen(transport, () -> failing), provocation);
        assertThat(failing.awaitClosed()).as("cause").isNotNull();
        TransportBench.expectEcho(other, "after");
        bench().expectService(transport);
    }

    /** The reset may come at any moment, that of connecting included. */
    private void expectEnd(Listener listener, Provocation provocation) {
        try {
            RawClient client = bench().client(listener);
            provocation.on(client);
            client.readToEnd();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection was not cut", e);
        } catch (IOException cut) {
            assertThat(cut.getMessage()).containsAnyOf("reset", "Broken pipe");
        }
    }

    private static RuntimeException thrown() {
        return new IllegalStateException("thrown by a test, on purpose");
    }

    /** What makes the handler fail. */
    @FunctionalInterface
    interface Provocation {
        void on(RawClient client) throws IOException;
    }
}
