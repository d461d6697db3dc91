package org.hedgerow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void isEmptyAtFirst() {
        assertThat(queue.pollDue(Long.MAX_VALUE)).isNull();
        assertThat(queue.nanosToNext(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesATimerAtItsDeadlineAndNotBefore() {
        add(100, 1);
        runDue(99);
        assertThat(ran).isEmpty();
        assertThat(queue.nanosToNext(99)).isEqualTo(1);
        assertThat(queue.nanosToNext(101)).isZero();
        runDue(100);
        assertThat(ran).containsExactly(1);
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesTimersInTheOrderOfTheirDeadlines() {
        add(30, 3);
        add(10, 1);
        add(20, 2);
        runDue(30);
        assertThat(ran).containsExactly(1, 2, 3);
    }

    @Test
    void givesTimersOfOneDeadlineInTheOrderTheyWereAdded() {
        for (int i = 0; i < 100; i++) {
            add(10, i);
        }
        runDue(10);
        assertThat(ran).hasSize(100).isSorted();
    }

    @Test
    void comparesTimesAcrossTheOverflow() {
        add(Long.MIN_VALUE + 5, 2);
        add(Long.MAX_VALUE - 5, 1);
        runDue(Long.MAX_VALUE - 5);
        assertThat(ran).containsExactly(1);
        assertThat(queue.nanosToNext(Long.MAX_VALUE)).isEqualTo(6);
        runDue(Long.MIN_VALUE + 5);
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void dropsACancelledTimerAtOnce() {
        Cancellable timer = add(10, 1);
        timer.cancel();
        assertThat(queue.size()).isZero();
        runDue(10);
        assertThat(ran).isEmpty();
    }

    @Test
    void cancellingAgainOrTooLateTakesNobodyElsesPlace() {
        Cancellable first = add(10, 1);
        Cancellable second = add(20, 2);
        add(30, 3);
        runDue(10);
        first.cancel();
        second.cancel();
        second.cancel();
        runDue(30);
        assertThat(ran).containsExactly(1, 3);
    }

    @Test
    void clearsAll() {
        Cancellable timer = add(10, 1);
        add(20, 2);
        queue.clear();
        timer.cancel();
        assertThat(queue.size()).isZero();
        add(30, 3);
        runDue(30);
        assertThat(ran).containsExactly(3);
    }

    @Test
    void keepsTheOrderWhateverIsCancelled() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            ran.clear();
            List<long[]> expected = new ArrayList<>();
            List<Cancellable> timers = new ArrayList<>();
            int count = 1 + random.nextInt(60);
            for (int i = 0; i < count; i++) {
                long deadline = random.nextInt(20);
                timers.add(add(deadline, i));
                expected.add(new long[] {deadline, i});
            }
            for (int i = count - 1; i >= 0; i--) {
                if (random.nextInt(3) == 0) {
                    timers.get(i).cancel();
                    expected.remove(i);
                }
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            expected.sort(Comparator.comparingLong(each -> each[0])); // stable
            for (int now = 0; now <= 20; now++) {
                runDue(now);
            }
            assertThat(ran)
                    .isEqualTo(expected.stream().map(each -> (int) each[1]).toList());
        }
    }

    private Cancellable add(long deadline, int number) {
        return queue.add(deadline, () -> ran.add(number));
    }

    private void runDue(long now) {
        for (Runnable due = queue.pollDue(now); due != null; due = queue.pollDue(now)) {
            due.run();
        }
    }
}
