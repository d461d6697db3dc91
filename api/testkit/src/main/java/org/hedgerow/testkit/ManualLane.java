package org.hedgerow.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Ticker;
import org.hedgerow.lane.TimerQueue;
import org.jspecify.annotations.Nullable;

/**
 * A lane without a thread and with a time of its own, for deterministic tests: what is executed waits until the test
 * runs it, timers run when the test lets their time come.
 *
 * <p>Tasks may be handed in from any thread; everything else is called by the test's thread. What a task throws reaches
 * the test.
 */
public class ManualLane implements Lane {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private final AtomicLong now = new AtomicLong(new ManualTicker().nanos());
    private volatile @Nullable Thread runner;

    /** A lane whose time starts where a {@link ManualTicker} does, shortly before it overflows. */
    public ManualLane() {}

    @Override
    public void execute(Runnable task) {
        tasks.add(Objects.requireNonNull(task, "task"));
    }

    @Override
    public boolean inside() {
        return Thread.currentThread() == runner;
    }

    @Override
    public Cancellable schedule(long nanos, Runnable task) {
        if (!inside()) {
            throw new IllegalStateException("schedule is called inside the lane only");
        }
        return timers.add(now() + Math.max(0, nanos), task);
    }

    /** Never. */
    @Override
    public final boolean hasEnded() {
        return false;
    }

    @Override
    public long now() {
        return now.get();
    }

    /** This lane's time, for what takes a ticker. */
    public Ticker ticker() {
        return this::now;
    }

    /** Runs the task inside the lane now, then all that waits. Within a task of this lane it just runs the task. */
    public void run(Runnable task) {
        if (inside()) {
            task.run();
            return;
        }
        runner = Thread.currentThread();
        try {
            task.run();
            runWaiting();
        } finally {
            runner = null;
        }
    }

    /** Runs the tasks that wait and the timers that are due, until there are none. */
    public void runAll() {
        run(() -> {});
    }

    /** Lets time pass: each timer runs at its own time, in order, and sees that time. Not from within a task. */
    public void advance(Duration duration) {
        long target = now() + duration.toNanos();
        runAll();
        for (long next = timers.nanosToNext(now()); next <= target - now(); next = timers.nanosToNext(now())) {
            now.addAndGet(next);
            runAll();
        }
        now.set(target);
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }

    /** How many timers wait: none, once whatever was tested is done. */
    public int timers() {
        return timers.size();
    }

    private void runWaiting() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        Runnable task = tasks.poll();
        return task != null ? task : timers.pollDue(now());
    }
}
