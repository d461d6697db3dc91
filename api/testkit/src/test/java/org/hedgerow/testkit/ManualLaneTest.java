package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Cancellable;
import org.junit.jupiter.api.Test;

class ManualLaneTest {
    private final ManualLane lane = new ManualLane();
    private final List<String> order = new ArrayList<>();

    @Test
    void tasksWaitUntilTheyAreRun() {
        lane.execute(() -> order.add("first"));
        lane.execute(() -> order.add("second"));
        assertThat(order).isEmpty();
        assertThat(lane.waiting()).isEqualTo(2);
        lane.runAll();
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void aTaskHandedInByATaskRunsAfterIt() {
        lane.run(() -> {
            lane.execute(() -> order.add("handed in"));
            order.add("task");
        });
        assertThat(order).containsExactly("task", "handed in");
    }

    @Test
    void isInsideOnlyWhileItRuns() {
        assertThat(lane.inside()).isFalse();
        lane.run(() -> {
            assertThat(lane.inside()).isTrue();
            lane.run(() -> order.add("nested"));
            assertThat(lane.inside()).isTrue();
        });
        assertThat(lane.inside()).isFalse();
        assertThat(order).containsExactly("nested");
    }

    @Test
    void timersRunAtTheirOwnTimeInOrder() {
        long start = lane.now();
        lane.run(() -> {
            lane.schedule(3, () -> order.add("third at " + (lane.now() - start)));
            lane.schedule(1, () -> {
                order.add("first at " + (lane.now() - start));
                lane.schedule(1, () -> order.add("second at " + (lane.now() - start)));
            });
        });
        assertThat(order).isEmpty();
        lane.advance(Duration.ofNanos(10));
        assertThat(order).containsExactly("first at 1", "second at 2", "third at 3");
        assertThat(lane.now() - start).isEqualTo(10);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void aTimerIsNeverEarlyEvenAcrossTheOverflow() {
        long aDay = Duration.ofDays(1).toNanos();
        lane.run(() -> lane.schedule(aDay, () -> order.add("a day later")));
        lane.advance(Duration.ofNanos(aDay - 1));
        assertThat(order).isEmpty();
        lane.advance(Duration.ofNanos(1));
        assertThat(order).containsExactly("a day later");
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        lane.run(() -> {
            Cancellable timer = lane.schedule(1, () -> order.add("cancelled"));
            timer.cancel();
        });
        lane.advance(Duration.ofSeconds(1));
        assertThat(order).isEmpty();
    }

    @Test
    void schedulingFromOutsideIsMisuse() {
        assertThatThrownBy(() -> lane.schedule(1, () -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCallRecordsItsAnswer() {
        Answer answer = Failed.of(Failed.Reason.REFUSED, "");
        Resolver later = (question, call) -> call.lane().schedule(5, () -> {
            call.answer(answer);
            call.answer(Failed.of(Failed.Reason.TIMEOUT, "too late"));
        });
        RecordingCall call = RecordingCall.ask(later, "name.example", lane);
        assertThat(call.isAnswered()).isFalse();
        lane.advance(Duration.ofNanos(5));
        assertThat(call.recorded()).isSameAs(answer);
        assertThat(call.answers()).hasSize(1);
    }
}
