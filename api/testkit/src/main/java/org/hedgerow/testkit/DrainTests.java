package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** {@link Listener#drain}: what is in flight is answered, nothing new is taken. */
interface DrainTests extends TransportTests {

    /** Answers that are in flight are delivered, then the stream ends. */
    @Test
    default void answersInFlightAreDelivered() throws Exception {
        Transport transport = bench().transport();
        List<Probe> probes = new ArrayList<>();
        Listener listener = bench().listen(transport, () -> {
            Probe probe = new Probe();
            synchronized (probes) {
                probes.add(probe);
            }
            return probe;
        });
        int connections = 10;
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            RawClient client = bench().rawClient(listener);
            client.send("q");
            clients.add(client);
        }
        Wait.until("all asked", () -> {
            synchronized (probes) {
                return probes.stream().filter(probe -> probe.text().equals("q")).count() == connections;
            }
        });
        listener.drain();
        TransportBench.expectRefused(listener);
        synchronized (probes) {
            probes.forEach(Probe::awaitEnded);
            assertThat(listener.connections()).isEqualTo(connections);
            for (Probe probe : probes) {
                Connection connection = probe.connection();
                Wait.inLane(connection.lane(), () -> {
                    Probe.write(connection, "the answer");
                    connection.close();
                });
            }
        }
        for (RawClient client : clients) {
            assertThat(client.readToEnd()).isEqualTo("the answer");
            client.close();
        }
        assertThat(listener.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        assertThat(listener.accepted()).isEqualTo(connections);
    }

    /** What has arrived when {@code drain} is called is handed over first, though nobody had read it. */
    @Test
    default void whatHasArrivedIsHandedOver() throws Exception {
        CountDownLatch gate = bench().gate();
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                boolean first = octets() == 0;
                super.received(connection, bytes);
                if (first) {
                    Wait.on(gate, "let go");
                }
            }

            @Override
            public void ended(Connection connection) {
                write(connection, text());
                connection.close();
            }
        };
        Listener listener = bench().listen(() -> probe);
        RawClient client = bench().rawClient(listener);
        client.send("1");
        probe.awaitText("1");
        String rest = "2345".repeat(5_000);
        client.send(rest);
        listener.drain();
        gate.countDown();
        assertThat(client.read(1 + rest.length())).isEqualTo("1" + rest);
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        assertThat(listener.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
    }

    /** Output that a slow reader has not taken yet is delivered whole. */
    @Test
    default void outputOfASlowReaderIsDelivered() throws Exception {
        PushHandler push = new PushHandler();
        Listener listener = bench().listen(() -> push);
        RawClient client = bench().slowClient(listener);
        push.awaitFull();
        listener.drain();
        push.awaitEnded();
        Payload.expect(client.input());
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        assertThat(listener.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
    }

    /** Who does not close is waited for in vain, and can be cut. */
    @Test
    default void whoDoesNotCloseIsCut() throws Exception {
        Probe probe = new Probe();
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, () -> probe);
        bench().rawClient(listener);
        probe.connection();
        listener.drain();
        listener.drain();
        probe.awaitEnded();
        assertThat(listener.awaitEmpty(Duration.ofMillis(20))).as("empty").isFalse();
        assertThat(probe.isClosed()).isFalse();
        listener.close();
        assertThat(listener.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        assertThat(probe.awaitClosed()).as("cause").isNotNull();
        bench().expectService(transport);
    }

    /** A connection whose peer has ended already is not told so twice. */
    @Test
    default void anEndedConnectionIsNotEndedAgain() throws Exception {
        Probe probe = new Probe();
        Listener listener = bench().listen(() -> probe);
        RawClient client = bench().rawClient(listener);
        client.shutdownOutput();
        probe.awaitEnded();
        listener.drain();
        Connection connection = probe.connection();
        Wait.settle(connection.lane());
        Wait.inLane(connection.lane(), connection::close);
        assertThat(client.readToEnd()).isEmpty();
    }

    /** Without connections it is empty at once; other listeners go on. */
    @Test
    default void drainingConcernsOneListener() throws Exception {
        Transport transport = bench().transport();
        Listener drained = bench().listen(transport, EchoHandler::new);
        RawClient other = bench().rawClient(bench().listen(transport, EchoHandler::new));
        TransportBench.expectEcho(other, "before");
        drained.drain();
        assertThat(drained.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        TransportBench.expectRefused(drained);
        TransportBench.expectEcho(other, "after");
        bench().expectService(transport);
    }
}
