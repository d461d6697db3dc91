package org.hedgerow.transport.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EndingTest {
    private static final Logger LOG = LoggerFactory.getLogger(EndingTest.class);

    @Test
    void insideIsWhereALaneRunsTheCallerOrAThreadOfATransportDoes() throws Exception {
        List<Boolean> found = new ArrayList<>();
        found.add(Ending.isInLane());
        new InlineLane().execute(() -> found.add(Ending.isInLane()));
        Thread thread = new TransportThread(() -> found.add(Ending.isInLane()), "of a transport", true);
        thread.start();
        thread.join();
        assertThat(found).containsExactly(false, true, true);
    }

    /** Those that end are waited for, those too that come meanwhile; one that does not is given up at the deadline. */
    @Test
    void threadsAreWaitedForAndNotForEver() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Thread next = new Thread(() -> {});
        threads.add(start(new Thread(() -> threads.add(start(next)))));
        Ending.await(threads, System.nanoTime() + TimeUnit.MINUTES.toNanos(1), LOG);
        assertThat(threads).noneMatch(Thread::isAlive).contains(next);
        Thread stuck = start(new Thread(() -> await(over)));
        threads.add(stuck);
        Ending.await(threads, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1), LOG);
        assertThat(stuck.isAlive()).isTrue();
        over.countDown();
        stuck.join();
    }

    @Test
    void anInterruptIsKeptAndDoesNotEndTheWait() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread awaited = start(new Thread(() -> await(over)));
        List<Boolean> found = new ArrayList<>();
        Thread waiter = start(new Thread(() -> {
            Thread.currentThread().interrupt();
            waits.countDown();
            Ending.await(Set.of(awaited), System.nanoTime() + TimeUnit.MINUTES.toNanos(1), LOG);
            found.add(awaited.isAlive());
            found.add(Thread.currentThread().isInterrupted());
        }));
        waits.await();
        over.countDown();
        waiter.join();
        assertThat(found).containsExactly(false, true);
    }

    @Test
    void theCallerIsNotWaitedFor() {
        Ending.await(Set.of(Thread.currentThread()), System.nanoTime() + TimeUnit.MINUTES.toNanos(1), LOG);
        assertThat(Ending.exits(Thread.currentThread())).isFalse();
    }

    @Test
    void noInterruptReachesAThreadOfATransport() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<Boolean> found = new ArrayList<>();
        Thread thread = new TransportThread(
                () -> {
                    Thread.currentThread().interrupt();
                    found.add(Thread.currentThread().isInterrupted());
                    await(over);
                },
                "of a transport",
                true);
        thread.start();
        thread.interrupt();
        over.countDown();
        thread.join();
        assertThat(found).containsExactly(false);
    }

    private static Thread start(Thread thread) {
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs what it is handed at once. */
    private static final class InlineLane implements Lane {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public boolean inside() {
            return true;
        }

        @Override
        public Cancellable schedule(long nanos, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasEnded() {
            return false;
        }

        @Override
        public long now() {
            return 0;
        }
    }
}
