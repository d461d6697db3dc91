package org.hedgerow.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.hedgerow.lane.Lane;

/** Waiting with a bound that only a broken transport reaches. */
final class Wait {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Wait() {}

    static void until(String what, Callable<Boolean> condition) {
        if (!within(LIMIT, condition)) {
            throw new AssertionError("not " + what + " within " + LIMIT);
        }
    }

    /**
     * Whether the condition comes to hold within the limit. Polled here, since the libraries that poll have no module
     * descriptor, which a published module cannot build on.
     */
    static boolean within(Duration limit, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            return true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("could not be told", e);
        }
    }

    static void on(CountDownLatch latch, String what) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("not " + what + " within " + LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before " + what, e);
        }
    }

    static <T> T on(Future<T> future, String what) {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not " + what + " within " + LIMIT, e);
        } catch (ExecutionException e) {
            throw new AssertionError(what + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before " + what, e);
        }
    }

    /** Runs the task in the lane and waits until it is over. */
    static void inLane(Lane lane, Runnable task) {
        inLane(lane, Executors.callable(task));
    }

    /** Works the result out in the lane and waits for it. */
    static <T> T inLane(Lane lane, Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        lane.execute(future);
        return on(future, "run in the lane");
    }

    /** Lets the lane go round a few times, so that it has seen whatever was there to see before. */
    static void settle(Lane lane) {
        for (int i = 0; i < 3; i++) {
            inLane(lane, (Runnable) () -> {});
        }
    }
}
