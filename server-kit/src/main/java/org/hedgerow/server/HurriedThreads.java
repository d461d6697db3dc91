package org.hedgerow.server;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.LightThreads;

/**
 * A few threads that interrupt whatever takes too long, as a client that sends its request octet by octet: a thread that is
 * interrupted closes the channel that it waits for.
 */
final class HurriedThreads implements Executor, AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor threads;

    HurriedThreads(String name, Duration limit) {
        this.limit = limit;
        timer = new ScheduledThreadPoolExecutor(1, LightThreads.platform(name + "-timer"));
        timer.setRemoveOnCancelPolicy(true);
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), LightThreads.platform(name));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs the task.
     *
     * @throws RejectedExecutionException if too many wait
     */
    @Override
    public void execute(Runnable task) {
        threads.execute(() -> {
            Thread here = Thread.currentThread();
            Future<?> end = timer.schedule(here::interrupt, limit.toNanos(), TimeUnit.NANOSECONDS);
            try {
                task.run();
            } finally {
                end.cancel(false);
            }
        });
    }

    /** Interrupts what runs. Returns without waiting. */
    @Override
    public void close() {
        threads.shutdownNow();
        timer.shutdownNow();
    }
}
