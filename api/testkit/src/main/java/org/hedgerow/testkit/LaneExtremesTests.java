package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Lanes of which more is asked than usual. */
interface LaneExtremesTests extends TransportTests {

    /** The longest times that there are, and the shortest, do not upset the order of the others. */
    @Test
    default void timersOfAnyLengthKeepTheirOrder() throws IOException {
        Transport transport = bench().transportOnManualTime();
        for (Lane lane : bench().lanes(transport)) {
            Queue<String> order = new ConcurrentLinkedQueue<>();
            List<Cancellable> forEver = new ArrayList<>();
            Wait.inLane(lane, () -> {
                forEver.add(lane.schedule(Long.MAX_VALUE, () -> order.add("for ever")));
                lane.schedule(2_000, () -> order.add("second"));
                forEver.add(lane.schedule(Long.MAX_VALUE - 1, () -> order.add("nearly for ever")));
                lane.schedule(1_000, () -> order.add("first"));
                lane.schedule(Long.MIN_VALUE, () -> order.add("at once"));
            });
            Wait.until("one", () -> order.size() == 1);
            bench().ticker().advance(Duration.ofNanos(1_000));
            Wait.until("two", () -> order.size() == 2);
            bench().ticker().advance(Duration.ofDays(365));
            Wait.until("three", () -> order.size() == 3);
            Wait.settle(lane);
            assertThat(order).containsExactly("at once", "first", "second");
            Wait.inLane(lane, () -> forEver.forEach(Cancellable::cancel));
        }
    }

    /** However deep tasks hand in tasks, set timers, or hand tasks to other lanes, of other transports too: no stack grows. */
    @Test
    default void deepNestingDoesNotGrowTheStack() throws IOException {
        List<Lane> lanes = new ArrayList<>(bench().lanes(bench().transport()));
        lanes.addAll(bench().lanes(bench().transport()));
        CountDownLatch hops = new CountDownLatch(100_000);
        Lane first = lanes.get(0);
        first.execute(new Runnable() {
            @Override
            public void run() {
                hops.countDown();
                long left = hops.getCount();
                Lane own = lanes.stream().filter(Lane::inside).findFirst().orElse(first);
                if (left % 3 == 1) {
                    own.execute(this);
                } else if (left % 3 == 2) {
                    own.schedule(0, this);
                } else if (left > 0) {
                    lanes.get((int) (left % lanes.size())).execute(this);
                }
            }
        });
        Wait.on(hops, "run");
    }
}
