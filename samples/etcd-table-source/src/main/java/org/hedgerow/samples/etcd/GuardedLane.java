package org.hedgerow.samples.etcd;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Cancellable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after the other, each of which may fail without harm to others, until it is closed. Any thread. */
final class GuardedLane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedLane.class);

    private final ScheduledExecutorService executor;

    /** Of an executor with one thread, which its owner ends. */
    GuardedLane(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    /** Runs the task then; what ends before that never runs it. */
    Cancellable schedule(Duration delay, Runnable task) {
        try {
            Future<?> timer = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed, and follows no more");
            return () -> {};
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task failed", e);
        }
    }
}
