package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.lane.Lane;
import org.hedgerow.nio.LoopProbe.Point;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The race that the self-pipe trick is for: a signal that arrives at any point of the loop, between its look for work and
 * its select above all, is neither lost nor does it wake the loop twice.
 */
@Timeout(60)
class LoopSignalsTest {
    private static final int ROUNDS = 1000;
    private static final Set<Point> BEFORE_TASKS = EnumSet.of(Point.AFTER_SELECT, Point.AFTER_CHANNELS);

    private final AtomicReference<Point> wanted = new AtomicReference<>();
    private volatile Point last = Point.BEFORE_SLEEP;
    private final AtomicInteger passes = new AtomicInteger();
    private final ExecutorService signaller = Executors.newSingleThreadExecutor();
    private final NioTransport transport =
            new NioTransport(TransportOptions.defaults().withModel(ConcurrencyModel.EVENT_LOOP), this::at);
    private volatile Runnable signal = () -> {};

    /** On the loop's thread, which stays at its point while the signal is given from another one. */
    private void at(Point point) {
        if (point == Point.AFTER_SELECT) {
            passes.incrementAndGet();
        }
        if (wanted.compareAndSet(point, null)) {
            CompletableFuture.runAsync(signal, signaller).join();
        }
        last = point;
    }

    /** The loop sleeps, or does nothing any more before it does. */
    private void awaitSleep() {
        while (last != Point.BEFORE_SELECT) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() {
        transport.close();
        signaller.shutdown();
    }

    @Test
    void noSignalIsLostOrWakesTheLoopTwice() throws Exception {
        CompletableFuture<Lane> lane = new CompletableFuture<>();
        try (Listener listener = transport.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        () -> new Echo(lane),
                        ListenOptions.defaults());
                RawClient client = RawClient.connect(listener.address())) {
            client.send("x");
            client.read(1);
            Map<Point, Integer> given = new EnumMap<>(Point.class);
            awaitSleep();
            int before = passes.get();
            int expected = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Point point = Point.values()[round % Point.values().length];
                CompletableFuture<Point> arrived = new CompletableFuture<>();
                signal = () -> lane.join().execute(() -> arrived.complete(point));
                awaitSleep();
                wanted.set(point);
                client.send("x"); // a pass of the loop, so that it comes to the point
                given.merge(arrived.get(30, TimeUnit.SECONDS), 1, Integer::sum);
                client.read(1);
                // One for the octet, and one more for a signal that comes when the tasks of that pass are
                // done.
                expected += BEFORE_TASKS.contains(point) ? 1 : 2;
            }
            assertThat(given).hasSize(Point.values().length);
            awaitSleep();
            assertThat(passes.get() - before).as("passes of the loop").isEqualTo(expected);
        }
    }

    /** A signal that comes while the loop sleeps, or is about to, costs one pass; nobody has to send anything besides. */
    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"LOOKING_FOR_WORK", "BEFORE_SELECT"})
    void aSignalAloneIsEnough(Point point) throws Exception {
        Lane lane = transport.lane();
        lane.execute(() -> {});
        awaitSleep();
        int before = passes.get();
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Boolean> arrived = new CompletableFuture<>();
            signal = () -> lane.execute(() -> arrived.complete(true));
            awaitSleep();
            wanted.set(point);
            lane.execute(() -> {});
            assertThat(arrived.get(30, TimeUnit.SECONDS)).isTrue();
        }
        awaitSleep();
        assertThat(passes.get() - before).as("passes of the loop").isEqualTo(2 * ROUNDS);
    }

    private record Echo(CompletableFuture<Lane> lane) implements ConnectionHandler {
        @Override
        public void opened(Connection connection) {
            lane.complete(connection.lane());
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            connection.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
    }
}
