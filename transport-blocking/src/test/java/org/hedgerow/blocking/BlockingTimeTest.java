package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ListenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times to the nanosecond, on both sides of the ticker's overflow, which comes a second after its origin. */
class BlockingTimeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration ALMOST = SECOND.minusNanos(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualTicker ticker = new ManualTicker();

    @RegisterExtension
    final BlockingBench bench = BlockingBench.onTimeOf(ticker);

    @Test
    void timersKeepTheirOrderAcrossTheOverflow() {
        List<String> ran = new ArrayList<>();
        CompletableFuture<Cancellable> cancelled = new CompletableFuture<>();
        Lane lane = bench.transport().lane();
        lane.execute(() -> {
            lane.schedule(2 * SECOND.toNanos(), () -> ran.add("second"));
            lane.schedule(SECOND.toNanos(), () -> {
                ran.add("first");
                cancelled.join().cancel();
            });
            cancelled.complete(lane.schedule(SECOND.toNanos(), () -> ran.add("cancelled by the one before")));
            lane.schedule(0, () -> ran.add("at once"));
            ran.add("now");
        });
        ticker.advance(ALMOST);
        await().atMost(BlockingBench.LIMIT).until(() -> settled(lane, ran).size() == 2);
        assertThat(settled(lane, ran)).containsExactly("now", "at once");
        ticker.advance(NANO);
        await().atMost(BlockingBench.LIMIT).until(() -> settled(lane, ran).size() == 3);
        ticker.advance(SECOND);
        await().atMost(BlockingBench.LIMIT).until(() -> settled(lane, ran).contains("second"));
        assertThat(settled(lane, ran)).containsExactly("now", "at once", "first", "second");
        assertThat(bench.transport().usage().timers()).isZero();
    }

    /** Asked for by the reader itself, which then reads with a time-out instead of having a timer look. */
    @Test
    void quietIsAwaitedFromWithinReceived() throws Exception {
        AtomicInteger quiets = new AtomicInteger();
        Recorder recorder = new Recorder() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                connection.awaitQuiet(SECOND.toNanos());
                super.received(connection, bytes);
            }

            @Override
            public void quiet(Connection connection) {
                quiets.incrementAndGet();
            }
        };
        try (RawClient client = BlockingBench.client(bench.listen(() -> recorder))) {
            client.send("a");
            recorder.awaitText("a");
            ticker.advance(ALMOST);
            client.send("b");
            recorder.awaitText("ab");
            ticker.advance(ALMOST);
            assertThat(quiets).hasValue(0);
            ticker.advance(NANO);
            await().atMost(BlockingBench.LIMIT).until(() -> quiets.get() == 1);
        }
    }

    @Test
    void idleConnectionIsClosed() throws Exception {
        Recorder recorder = new Recorder();
        ListenOptions options = ListenOptions.defaults().withIdleTimeout(Duration.ofSeconds(5));
        try (RawClient client = BlockingBench.client(bench.listen(() -> recorder, options))) {
            recorder.awaitOpened();
            ticker.advance(Duration.ofSeconds(4));
            client.send("x");
            recorder.awaitText("x");
            ticker.advance(Duration.ofSeconds(4));
            assertThat(bench.transport().usage().connections()).isEqualTo(1);
            ticker.advance(SECOND);
            assertThat(recorder.awaitClosed()).hasMessage("idle for 5 s");
        }
    }

    private static List<String> settled(Lane lane, List<String> ran) {
        CompletableFuture<List<String>> copy = new CompletableFuture<>();
        lane.execute(() -> copy.complete(List.copyOf(ran)));
        return copy.join();
    }
}
