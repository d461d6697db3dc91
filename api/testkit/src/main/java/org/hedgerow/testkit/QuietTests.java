package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** {@link Connection#awaitQuiet}, on time that the test owns. */
interface QuietTests extends TransportTests {
    /** The time that is waited for. */
    Duration SECOND = Duration.ofSeconds(1);

    /** Once, when the time has passed and not before. */
    @Test
    default void quietComesOnceWhenTheTimeHasPassed() throws IOException {
        Probe probe = new Probe();
        connect(probe, "name");
        awaitQuiet(probe, SECOND);
        pass(probe, SECOND.minusNanos(1));
        assertThat(probe.quiets()).as("a nanosecond early").isZero();
        pass(probe, Duration.ofNanos(1));
        Wait.until("quiet", () -> probe.quiets() == 1);
        pass(probe, SECOND.multipliedBy(10));
        assertThat(probe.quiets()).as("once only").isEqualTo(1);
    }

    /** Bytes call it off. */
    @Test
    default void bytesCallQuietOff() throws IOException {
        Probe probe = new Probe();
        StreamPeer client = connect(probe, "a");
        awaitQuiet(probe, SECOND);
        client.send("b");
        probe.awaitText("ab");
        pass(probe, SECOND.multipliedBy(10));
        assertThat(probe.quiets()).isZero();
    }

    /** Bytes that lie in the kernel when the time is up call it off as well: they did arrive. */
    @Test
    default void bytesThatAreNotReadYetCallQuietOff() throws IOException {
        Probe probe = new Probe();
        StreamPeer client = connect(probe, "a");
        awaitQuiet(probe, SECOND);
        CountDownLatch gate = bench().gate();
        Connection connection = probe.connection();
        CountDownLatch inside = new CountDownLatch(1);
        // Not from here: a lane may run a task on the thread that hands it in.
        bench().startAside(() -> {
            connection.lane().execute(() -> {
                inside.countDown();
                Wait.on(gate, "let go");
            });
            return true;
        });
        Wait.on(inside, "inside the lane");
        client.send("b");
        bench().ticker().advance(SECOND.multipliedBy(10));
        gate.countDown();
        probe.awaitText("ab");
        pass(probe, SECOND);
        assertThat(probe.quiets()).isZero();
    }

    /** While reading is paused nobody can say that it is quiet, and that time does not count. */
    @Test
    default void quietDoesNotComeWhileReadingIsPaused() throws IOException {
        Probe probe = new Probe();
        connect(probe, "a");
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), () -> {
            connection.awaitQuiet(SECOND.toNanos());
            connection.reading(false);
        });
        pass(probe, SECOND.multipliedBy(10));
        assertThat(probe.quiets()).as("while paused").isZero();
        Wait.inLane(connection.lane(), () -> connection.reading(true));
        pass(probe, SECOND.minusNanos(1));
        assertThat(probe.quiets()).as("a nanosecond early").isZero();
        pass(probe, Duration.ofNanos(1));
        Wait.until("quiet", () -> probe.quiets() == 1);
    }

    /** The same if it was asked for while reading was paused; what arrived meanwhile calls it off. */
    @Test
    default void bytesThatArriveWhilePausedCallQuietOff() throws IOException {
        Probe probe = new Probe();
        StreamPeer client = connect(probe, "a");
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), () -> {
            connection.reading(false);
            connection.awaitQuiet(SECOND.toNanos());
        });
        client.send("b");
        pass(probe, SECOND.multipliedBy(10));
        Wait.inLane(connection.lane(), () -> connection.reading(true));
        probe.awaitText("ab");
        pass(probe, SECOND.multipliedBy(10));
        assertThat(probe.quiets()).isZero();
    }

    /** A second call replaces the first, be it longer or shorter. */
    @Test
    default void aFurtherCallReplacesTheFirst() throws IOException {
        Probe probe = new Probe();
        connect(probe, "a");
        awaitQuiet(probe, SECOND);
        awaitQuiet(probe, SECOND.multipliedBy(5));
        pass(probe, SECOND.multipliedBy(4));
        assertThat(probe.quiets()).as("the first, replaced").isZero();
        awaitQuiet(probe, SECOND.multipliedBy(5));
        awaitQuiet(probe, SECOND);
        pass(probe, SECOND);
        Wait.until("quiet", () -> probe.quiets() == 1);
        pass(probe, SECOND.multipliedBy(10));
        assertThat(probe.quiets()).isEqualTo(1);
    }

    /** May be asked for again when it has come. */
    @Test
    default void quietMayBeAwaitedAgain() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void quiet(Connection connection) {
                connection.awaitQuiet(SECOND.toNanos()); // before it counts, upon which the test moves the time
                super.quiet(connection);
            }
        };
        connect(probe, "a");
        awaitQuiet(probe, SECOND);
        for (int i = 1; i <= 3; i++) {
            int times = i;
            pass(probe, SECOND);
            Wait.until("quiet", () -> probe.quiets() == times);
        }
    }

    /** Not when the input has ended, though it is quiet then. */
    @Test
    default void quietDoesNotComeAfterTheEnd() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                super.received(connection, bytes);
                connection.awaitQuiet(SECOND.toNanos());
            }
        };
        StreamPeer client = connect(probe, "a");
        client.shutdownOutput();
        probe.awaitEnded();
        pass(probe, SECOND.multipliedBy(10));
        assertThat(probe.quiets()).isZero();
    }

    private StreamPeer connect(Probe probe, String text) throws IOException {
        Transport transport = bench().transportOnManualTime();
        StreamPeer client = bench().client(bench().listen(transport, () -> probe));
        client.send(text);
        probe.awaitText(text);
        return client;
    }

    private static void awaitQuiet(Probe probe, Duration time) {
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), () -> connection.awaitQuiet(time.toNanos()));
    }

    /** Lets time pass, and the connection's lane have a look. */
    private void pass(Probe probe, Duration time) {
        bench().ticker().advance(time);
        Wait.settle(probe.connection().lane());
    }
}
