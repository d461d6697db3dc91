package org.hedgerow.server.tables;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Ticker;
import org.hedgerow.lane.TimerQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane whose one thread also waits for file events. File events can be waited for, and not be waited for together with
 * tasks: hence a task that is handed in interrupts the wait, and nothing but the wait.
 */
final class EventLane implements Lane, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLane.class);

    private final Ticker ticker = Ticker.system();
    private final FileEvents events;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private final Thread thread;
    private volatile Runnable onEvent = () -> {};
    private volatile Executor around = Runnable::run;
    private volatile boolean closed;
    private boolean waits; // guarded by this
    private boolean ended; // too

    /**
     * A lane that runs once it is started.
     *
     * @param events what it waits for, and closes in the end
     */
    EventLane(String name, FileEvents events) {
        this.events = events;
        this.thread = LightThreads.platform(name).newThread(this::run);
    }

    /** Begins to run tasks, and {@code onEvent} after events, each within {@code around}, which runs it at once. */
    void start(Runnable onEvent, Executor around) {
        this.onEvent = onEvent;
        this.around = around;
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (ended) {
                return;
            }
            tasks.add(task);
        }
        wake();
    }

    private synchronized boolean ends() {
        ended = closed && tasks.isEmpty();
        return ended;
    }

    private synchronized void wake() {
        if (waits) {
            waits = false;
            thread.interrupt();
        }
    }

    @Override
    public boolean inside() {
        return Thread.currentThread() == thread;
    }

    @Override
    public synchronized boolean hasEnded() {
        return ended;
    }

    @Override
    public Cancellable schedule(long nanos, Runnable task) {
        return timers.add(now() + Math.max(0, nanos), task);
    }

    @Override
    public long now() {
        return ticker.nanos();
    }

    /** Runs what was handed in, and ends without its timers. Returns without waiting. */
    @Override
    public void close() {
        closed = true;
        wake();
    }

    private void run() {
        try (events) {
            while (true) {
                Runnable next = tasks.poll();
                if (next == null && ends()) {
                    return;
                }
                if (next == null && !closed) {
                    next = timers.pollDue(now());
                }
                if (next != null) {
                    guarded(next);
                } else if (await()) {
                    guarded(onEvent);
                }
            }
        }
    }

    private boolean await() {
        synchronized (this) {
            if (closed || !tasks.isEmpty()) {
                return false;
            }
            waits = true;
        }
        try {
            return events.await(timers.nanosToNext(now()));
        } catch (InterruptedException e) {
            return false; // a task has come
        } finally {
            endWait();
        }
    }

    private synchronized void endWait() {
        waits = false;
        Thread.interrupted(); // of a task that has come just now: it must not meet the reading of a file
    }

    private void guarded(Runnable task) {
        try {
            around.execute(task);
        } catch (Throwable e) {
            Guard.failed(LOG, "a task failed", e);
        }
    }
}
