package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Whoever does not read costs bounded memory and nobody else's time. */
interface BackPressureTests extends TransportTests {

    /** A handler that goes by {@code pendingOutput} and {@code drained} pushes 70 MB at a reader that sleeps at first. */
    @Test
    default void seventyMegabytesArriveAtASlowReader() throws IOException {
        PushHandler push = new PushHandler();
        Transport transport = bench().transport();
        RawClient client = bench().slowClient(bench().listen(transport, () -> push));
        push.awaitFull();
        bench().expectService(transport);
        Payload.expect(client.input());
        assertThat(client.readToEnd()).isEmpty();
        assertThat(push.mostPending()).isLessThanOrEqualTo(PushHandler.LIMIT + PushHandler.CHUNK);
    }

    /** A client that writes 70 MB and does not read its echo is not read from, until it does; then all of it arrives. */
    @Test
    default void whoDoesNotReadIsNotReadFrom() throws IOException {
        ListenOptions options = ListenOptions.defaults();
        CountingEcho echo = new CountingEcho(options.highWater());
        Transport transport = bench().transport();
        RawClient client = bench().slowClient(bench().listen(transport, () -> echo, options));
        Future<Boolean> sending = bench().start(() -> {
            Payload.send(client.output());
            client.shutdownOutput();
            return true;
        });

        echo.awaitHighWater();
        bench().expectService(transport);
        // What was read is at the high-water mark, or lies in the kernel, whose buffers hold some megabytes each.
        assertThat(echo.octets()).isLessThan(24_000_000);
        assertThat(sending.isDone()).isFalse();

        Payload.expect(client.input());
        assertThat(client.readToEnd()).isEmpty();
        Wait.on(sending, "sent");
        assertThat(echo.octets()).isEqualTo(Payload.OCTETS);
        // One chunk may have been on its way when the mark was passed.
        assertThat(echo.mostPending()).isLessThan(options.highWater() + 1024 * 1024);
    }

    /** Who takes small portions only is given them, and loses nothing. */
    @Test
    default void portionsAreAsSmallAsIsWanted() throws IOException {
        AtomicInteger largest = new AtomicInteger();
        Transport transport = bench().transport();
        RawClient client = bench().rawClient(bench().listen(transport, () -> new ConnectionHandler() {
            @Override
            public int mostInput() {
                return 7;
            }

            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                largest.accumulateAndGet(bytes.remaining(), Math::max);
                EchoHandler.echo(connection, bytes);
            }
        }));
        TransportBench.expectEcho(client, "some octets that do not fit into one portion");
        assertThat(largest).hasValue(7);
    }

    /** A low mark works as well as the default one. */
    @Test
    default void aLowHighWaterMarkHoldsUpNobody() throws IOException {
        ListenOptions options = ListenOptions.defaults().withHighWater(1);
        RawClient client = bench().rawClient(bench().listen(bench().transport(), EchoHandler::new, options));
        for (int i = 0; i < 100; i++) {
            TransportBench.expectEcho(client, "after all is sent, reading goes on ".repeat(1 + 10 * i));
        }
    }

    /** Peers that never read or never write hold up neither others nor the transport's end. */
    @Test
    default void silentPeersHoldUpNobody() throws IOException {
        Transport transport = bench().transport();
        PushHandler push = new PushHandler();
        bench().slowClient(bench().listen(transport, () -> push)); // never reads
        bench().rawClient(bench().listen(transport, EchoHandler::new)); // never writes
        push.awaitFull();
        bench().expectService(transport);
        transport.close();
        assertThat(push.awaitClosed()).as("cause").isNotNull();
    }

    /** While reading is off nothing is lost, and not much more than was read already arrives. */
    @Test
    default void bytesAreNotLostWhileReadingIsOff() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void opened(Connection connection) {
                connection.reading(false);
                super.opened(connection);
            }
        };
        Transport transport = bench().transport();
        RawClient client = bench().rawClient(bench().listen(transport, () -> probe));
        Connection connection = probe.connection();
        String text = "0123456789".repeat(100_000);
        Future<Boolean> sending = bench().start(() -> {
            client.send(text);
            client.shutdownOutput();
            return true;
        });
        bench().expectService(transport);
        assertThat(probe.octets()).as("octets that came in spite").isLessThanOrEqualTo(256 * 1024);

        for (int i = 0; i < 100; i++) {
            Wait.inLane(connection.lane(), () -> connection.reading(true));
            Wait.inLane(connection.lane(), () -> connection.reading(false));
        }
        Wait.inLane(connection.lane(), () -> connection.reading(true));
        Wait.on(sending, "sent");
        probe.awaitEnded();
        assertThat(probe.text()).isEqualTo(text);
        Wait.inLane(connection.lane(), connection::close);
    }

    /** {@code drained} comes only after output had to wait, and {@code pendingOutput} is nothing by then. */
    @Test
    default void drainedTellsThatAllIsSent() throws IOException {
        CountDownLatch drained = new CountDownLatch(1);
        int octets = 16 * 1024 * 1024;
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                connection.write(new byte[octets], 0, octets);
            }

            @Override
            public void drained(Connection connection) {
                drained.countDown();
            }
        };
        RawClient client = bench().slowClient(bench().listen(() -> probe));
        client.send("go");
        Connection connection = probe.connection();
        Wait.until("output pending", () -> pending(connection) > 0);
        assertThat(drained.getCount())
                .as("drained while the peer does not read")
                .isEqualTo(1);
        client.input().skipNBytes(octets);
        Wait.on(drained, "drained");
        assertThat(pending(connection)).isZero();
    }

    private static long pending(Connection connection) {
        return Wait.inLane(connection.lane(), connection::pendingOutput);
    }
}
