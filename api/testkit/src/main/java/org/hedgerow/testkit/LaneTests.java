package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** The lanes of a transport: those of outgoing connections, and those of accepted ones. */
interface LaneTests extends TransportTests {

    /** One at a time, and what one thread hands in runs in that order. */
    @Test
    default void tasksRunOneAtATimeAndInOrder() throws IOException {
        for (Lane lane : lanes(bench().transport())) {
            int threads = 4;
            int tasks = 10_000;
            AtomicBoolean busy = new AtomicBoolean();
            AtomicInteger wrong = new AtomicInteger();
            int[] next = new int[threads]; // confined to the lane, hence no atomics
            CountDownLatch done = new CountDownLatch(threads * tasks);
            for (int t = 0; t < threads; t++) {
                int thread = t;
                bench().startAside(() -> {
                    for (int i = 0; i < tasks; i++) {
                        int number = i;
                        lane.execute(() -> {
                            boolean alone = busy.compareAndSet(false, true);
                            if (!alone || !lane.inside() || next[thread]++ != number) {
                                wrong.incrementAndGet();
                            }
                            busy.set(false);
                            done.countDown();
                        });
                    }
                    return true;
                });
            }
            Wait.on(done, "run");
            assertThat(wrong).hasValue(0);
        }
    }

    /** {@code inside} is true in a lane's own tasks only. */
    @Test
    default void insideIsTrueInItsOwnTasksOnly() throws IOException {
        List<Lane> lanes = lanes(bench().transport());
        for (Lane lane : lanes) {
            assertThat(lane.inside()).as("outside").isFalse();
            for (Lane other : lanes) {
                assertThat(Wait.inLane(other, lane::inside)).isEqualTo(lane == other);
            }
        }
    }

    /** What a task hands in runs after it, not within it. */
    @Test
    default void executeWithinATaskRunsAfterIt() throws IOException {
        for (Lane lane : lanes(bench().transport())) {
            Queue<String> order = new ConcurrentLinkedQueue<>();
            Wait.inLane(lane, () -> {
                lane.execute(() -> order.add("handed in"));
                lane.schedule(0, () -> order.add("timer"));
                order.add("task");
            });
            Wait.until("both run", () -> order.size() == 3);
            assertThat(order.peek()).isEqualTo("task");
        }
    }

    /** Timers run at their deadlines, in the order of these, and in the order they were made if they share one. */
    @Test
    default void timersRunInOrderAndNeverEarly() throws IOException {
        for (Lane lane : lanes(bench().transportOnManualTime())) {
            ManualTicker ticker = bench().ticker();
            Queue<String> order = new ConcurrentLinkedQueue<>();
            Wait.inLane(lane, () -> {
                lane.schedule(3_000, () -> order.add("third"));
                lane.schedule(1_000, () -> order.add("first"));
                lane.schedule(2_000, () -> order.add("second"));
                lane.schedule(2_000, () -> order.add("second, too"));
            });
            ticker.advance(Duration.ofNanos(999));
            Wait.settle(lane);
            assertThat(order).as("a nanosecond early").isEmpty();
            ticker.advance(Duration.ofNanos(1));
            Wait.until("the first", () -> order.size() == 1);
            ticker.advance(Duration.ofNanos(999));
            Wait.settle(lane);
            assertThat(order).containsExactly("first");
            ticker.advance(Duration.ofNanos(10_000));
            Wait.until("all", () -> order.size() == 4);
            assertThat(order).containsExactly("first", "second", "second, too", "third");
        }
    }

    /** Zero and negative times mean: as soon as the task is over. */
    @Test
    default void timersWithoutATimeRunSoon() throws IOException {
        for (Lane lane : lanes(bench().transportOnManualTime())) {
            CountDownLatch run = new CountDownLatch(3);
            AtomicBoolean within = new AtomicBoolean();
            Wait.inLane(lane, () -> {
                lane.schedule(0, run::countDown);
                lane.schedule(-1, run::countDown);
                lane.schedule(Long.MIN_VALUE, run::countDown);
                within.set(run.getCount() < 3);
            });
            Wait.on(run, "run");
            assertThat(within).as("run within the task").isFalse();
        }
    }

    /** A cancelled timer does not run and is not held; cancelling again, or when it has run, does nothing. */
    @Test
    default void cancelledTimersDoNotRun() throws IOException {
        Transport transport = bench().transportOnManualTime();
        for (Lane lane : lanes(transport)) {
            Queue<String> run = new ConcurrentLinkedQueue<>();
            List<Cancellable> timers = new ArrayList<>();
            int before = transport.usage().timers();
            Wait.inLane(lane, () -> {
                timers.add(lane.schedule(1_000, () -> run.add("kept")));
                timers.add(lane.schedule(1_000, () -> run.add("cancelled by another timer")));
                timers.add(lane.schedule(500, () -> timers.get(1).cancel()));
                timers.add(lane.schedule(1_000, () -> run.add("cancelled at once")));
                timers.get(3).cancel();
                timers.get(3).cancel();
            });
            assertThat(transport.usage().timers()).isEqualTo(before + 3);
            bench().ticker().advance(Duration.ofNanos(1_000));
            Wait.until("run", () -> !run.isEmpty());
            Wait.inLane(lane, () -> timers.forEach(Cancellable::cancel));
            Wait.settle(lane);
            assertThat(run).containsExactly("kept");
            Wait.until("no timer held", () -> transport.usage().timers() == before);
        }
    }

    /** A timer counts from the time that it is when it is set, however long the task has run by then. */
    @Test
    default void timersCountFromWhenTheyAreSet() throws IOException {
        ManualTicker ticker = bench().ticker();
        for (Lane lane : lanes(bench().transportOnManualTime())) {
            AtomicBoolean run = new AtomicBoolean();
            Wait.inLane(lane, () -> {
                ticker.advance(Duration.ofSeconds(10));
                lane.schedule(Duration.ofSeconds(5).toNanos(), () -> run.set(true));
            });
            ticker.advance(Duration.ofSeconds(5).minusNanos(1));
            Wait.settle(lane);
            assertThat(run).isFalse();
            ticker.advance(Duration.ofNanos(1));
            Wait.until("run", run::get);
        }
    }

    /** On the JVM's time, too, a timer wakes a lane that has nothing else to do, and none that it waits behind is lost. */
    @Test
    default void timersWakeAnIdleLane() throws IOException {
        for (Lane lane : lanes(bench().transport())) {
            CountDownLatch run = new CountDownLatch(3);
            AtomicInteger early = new AtomicInteger();
            Wait.inLane(lane, () -> {
                for (long millis : new long[] {40, 1, 20}) {
                    long deadline = lane.now() + Duration.ofMillis(millis).toNanos();
                    lane.schedule(Duration.ofMillis(millis).toNanos(), () -> {
                        if (System.nanoTime() - deadline < 0) {
                            early.incrementAndGet();
                        }
                        run.countDown();
                    });
                }
            });
            Wait.on(run, "run");
            assertThat(early).as("early timers").hasValue(0);
        }
    }

    /** {@code now} tells the ticker's time. */
    @Test
    default void nowIsTheTickersTime() throws IOException {
        for (Lane lane : lanes(bench().transportOnManualTime())) {
            bench().ticker().advance(Duration.ofHours(1));
            Wait.settle(lane);
            assertThat(Wait.inLane(lane, lane::now)).isEqualTo(bench().ticker().nanos());
        }
    }

    /** A lane that has ended drops what is handed in, and does not throw. */
    @Test
    default void anEndedLaneDropsTasks() throws IOException {
        Transport transport = bench().transport();
        AtomicInteger run = new AtomicInteger();
        List<Lane> lanes = lanes(transport);
        transport.close();
        for (Lane lane : lanes) {
            lane.execute(run::incrementAndGet);
            assertThat(lane.inside()).isFalse();
        }
        assertThat(run).hasValue(0);
    }

    /** The transport's lanes for outgoing connections, and that of an accepted connection. */
    private List<Lane> lanes(Transport transport) throws IOException {
        return bench().lanes(transport);
    }
}
