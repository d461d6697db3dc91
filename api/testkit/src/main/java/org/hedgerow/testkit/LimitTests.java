package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The limits that {@link ListenOptions} sets. */
interface LimitTests extends TransportTests {

    /** One client more than are allowed waits, unharmed, until another one leaves. */
    @Test
    default void whoIsTooManyWaitsInTheBacklog() throws IOException {
        Transport transport = bench().transport();
        ListenOptions options = ListenOptions.defaults().withMaxConnections(2);
        Listener listener = bench().listen(transport, EchoHandler::new, options);
        RawClient first = bench().rawClient(listener);
        RawClient second = bench().rawClient(listener);
        TransportBench.expectEcho(first, "one");
        TransportBench.expectEcho(second, "two");
        for (int i = 0; i < 20; i++) {
            RawClient third = bench().rawClient(listener);
            third.send("three");
            bench().expectService(transport);
            TransportBench.expectEcho(second, "not held up");
            assertThat(listener.connections()).isEqualTo(2);
            assertThat(listener.accepted()).isEqualTo(2 + i);
            first.close();
            assertThat(third.read(5)).isEqualTo("three");
            first = third;
        }
    }

    // The steps are less than half the limit: a transport may note that bytes have moved a moment after they did.

    /** A connection on which nothing moves is closed when its time is up; one that moves is not. */
    @Test
    default void idleConnectionsAreClosed() throws IOException {
        Duration timeout = Duration.ofSeconds(10);
        ManualTicker ticker = bench().ticker();
        Transport transport = bench().transportOnManualTime();
        ListenOptions options = ListenOptions.defaults().withIdleTimeout(timeout);
        long[] closedAfter = new long[1];
        long start = ticker.nanos();
        Probe idle = new Probe() {
            @Override
            public void closed(Connection connection, @Nullable IOException cause) {
                closedAfter[0] = ticker.nanos() - start;
                super.closed(connection, cause);
            }
        };
        AtomicInteger made = new AtomicInteger();
        Listener listener = bench().listen(
                        transport,
                        () -> made.getAndIncrement() == 0 ? idle : (ConnectionHandler) new EchoHandler(),
                        options);
        RawClient idleClient = bench().rawClient(listener);
        idleClient.send("and then nothing");
        idle.awaitText("and then nothing");
        RawClient active = bench().rawClient(listener);
        TransportBench.expectEcho(active, "at the start");
        for (int i = 0; i < 6; i++) {
            ticker.advance(Duration.ofSeconds(4));
            Wait.settle(idle.connection().lane());
            TransportBench.expectEcho(active, "every four seconds");
        }
        idle.awaitClosed();
        assertThat(Duration.ofNanos(closedAfter[0])).isGreaterThanOrEqualTo(timeout);
        TransportBench.expectEcho(active, "still there");
        Wait.until("one left", () -> listener.connections() == 1);
    }

    /** Output that moves keeps a connection open as input does. */
    @Test
    default void whoOnlyReadsIsNotIdle() throws IOException {
        ManualTicker ticker = bench().ticker();
        Transport transport = bench().transportOnManualTime();
        Probe probe = new Probe();
        Listener listener = bench().listen(
                        transport, () -> probe, ListenOptions.defaults().withIdleTimeout(Duration.ofSeconds(10)));
        RawClient client = bench().rawClient(listener);
        Connection connection = probe.connection();
        for (int i = 0; i < 6; i++) {
            ticker.advance(Duration.ofSeconds(4));
            Wait.settle(connection.lane());
            Wait.inLane(connection.lane(), () -> Probe.write(connection, "tick"));
            assertThat(client.read(4)).isEqualTo("tick");
        }
        assertThat(probe.isClosed()).isFalse();
    }

    /** Without a limit nothing is ever idle. */
    @Test
    default void withoutALimitNothingIsIdle() throws IOException {
        Transport transport = bench().transportOnManualTime();
        RawClient client = bench().rawClient(bench().listen(transport, EchoHandler::new));
        TransportBench.expectEcho(client, "before");
        bench().ticker().advance(Duration.ofDays(365));
        bench().expectService(transport);
        TransportBench.expectEcho(client, "after");
    }
}
