package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;

/** The beginning and the end of a transport. */
interface LifecycleTests extends TransportTests {

    /** Making a transport opens nothing and starts nothing; closing it then, twice, does nothing. */
    @Test
    default void makingATransportStartsNothing() {
        Leaks before = Leaks.snapshot();
        Transport transport = bench().transport(TransportOptions.defaults());
        assertThat(transport.name()).isNotEmpty();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        assertThat(before.found()).as("started by the constructor").isEmpty();
        transport.close();
        transport.close();
    }

    /** Closing while many clients are served: it returns, every handler is told, nothing is left. */
    @Test
    default void closeUnderLoad() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        Probe outgoing = new Probe();
        Connection connection = bench().connect(connector, listener.address(), outgoing);
        List<Future<Integer>> loads = new ArrayList<>();
        AtomicInteger echoes = new AtomicInteger();
        for (int i = 0; i < 16; i++) {
            StreamPeer client = bench().client(listener);
            TransportBench.expectEcho(client, "ping"); // so that each is served, however busy the others are
            loads.add(bench().start(() -> echoUntilCut(client, echoes)));
        }
        Wait.until("under load", () -> echoes.get() > 5_000);
        lane.execute(() -> Probe.write(connection, "in the midst of it"));
        transport.close();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        assertThat(outgoing.isClosed()).as("told").isTrue();
        loads.forEach(load -> assertThat(Wait.on(load, "cut")).isNotNegative());
        assertThat(listener.connections()).isZero();
    }

    /** A lane says that it has ended once its transport is closed, for its tasks are dropped then. */
    @Test
    default void lanesEndWithTheirTransport() throws IOException {
        Transport transport = bench().transport();
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        assertThat(lane.hasEnded()).isFalse();
        bench().expectService(transport);
        assertThat(lane.hasEnded()).isFalse();
        transport.close();
        assertThat(lane.hasEnded()).isTrue();
        AtomicInteger run = new AtomicInteger();
        lane.execute(run::incrementAndGet);
        assertThat(run).hasValue(0);
    }

    /** Closing while connections are being accepted. */
    @Test
    default void closeWhileAccepting() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        AtomicInteger served = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            bench().startAside(() -> {
                while (true) {
                    try (StreamPeer client = bench().connect(listener.address())) {
                        TransportBench.expectEcho(client, "x");
                        served.incrementAndGet();
                    } catch (IOException over) {
                        return true;
                    }
                }
            });
        }
        Wait.until("under load", () -> served.get() > 200);
        transport.close();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
    }

    /** Closing from one of its own lanes does not wait for itself. */
    @Test
    default void closeFromWithin() throws IOException {
        Transport transport = bench().transport();
        Probe probe = new Probe();
        StreamPeer client = bench().client(bench().listen(transport, () -> probe));
        Connection connection = probe.connection();
        connection.lane().execute(transport::close);
        probe.awaitClosed();
        Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
        expectEnd(client);
    }

    /** Several may close at once: each returns when it is over. */
    @Test
    default void closeFromManyThreads() throws IOException {
        Transport transport = bench().transport();
        bench().expectService(transport);
        List<Future<Usage>> closing = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closing.add(bench().start(() -> {
                transport.close();
                return transport.usage();
            }));
        }
        closing.forEach(close -> assertThat(Wait.on(close, "closed")).isEqualTo(Usage.NONE));
    }

    /** Transports do not share anything: one may be closed while another one serves. */
    @Test
    default void transportsAreIndependent() throws IOException {
        Transport first = bench().transport();
        Transport second = bench().transport();
        bench().expectService(first);
        StreamPeer client = bench().client(bench().listen(second, EchoHandler::new));
        TransportBench.expectEcho(client, "before");
        first.close();
        TransportBench.expectEcho(client, "after");
        bench().expectService(second);
    }

    private static int echoUntilCut(StreamPeer client, AtomicInteger echoes) {
        int count = 0;
        try {
            while (true) {
                client.send("ping");
                client.read(4);
                count++;
                echoes.incrementAndGet();
            }
        } catch (IOException cut) {
            return cut instanceof SocketTimeoutException ? -1 : count;
        }
    }

    private static void expectEnd(StreamPeer client) {
        try {
            assertThat(client.readToEnd()).isEmpty();
        } catch (IOException cut) {
            assertThat(cut.toString()).containsAnyOf("reset", "cut");
        }
    }
}
