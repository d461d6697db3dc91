package org.hedgerow.lane;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane with a thread of its own, from the first task until it is closed. Any thread. */
public final class OwnThreadLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(OwnThreadLane.class);

    private final Ticker ticker = Ticker.system();
    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    /** A lane whose thread has this name. Starts no thread. */
    public OwnThreadLane(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread made = LightThreads.platform(name).newThread(task);
                    thread = made;
                    return made;
                },
                (dropped, ended) -> LOG.debug("the lane has ended: a task is dropped"));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public boolean inside() {
        return Thread.currentThread() == thread;
    }

    @Override
    public Cancellable schedule(long nanos, Runnable task) {
        ScheduledFuture<?> timer = executor.schedule(guarded(task), nanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    @Override
    public boolean hasEnded() {
        return executor.isShutdown();
    }

    @Override
    public long now() {
        return ticker.nanos();
    }

    /** Runs what was handed in, and ends without its timers. Returns without waiting. */
    public void close() {
        executor.shutdown();
    }

    /** Drops what was handed in and has not begun, and interrupts what runs; the same as {@link #close} from inside. */
    public void closeNow() {
        if (inside()) {
            executor.shutdown();
        } else {
            executor.shutdownNow();
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                Guard.failed(LOG, "a task failed", e);
            }
        };
    }
}
