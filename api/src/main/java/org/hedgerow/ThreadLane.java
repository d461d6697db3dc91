package org.hedgerow;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.TimerQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lane of one waiting thread: what is handed in runs when the thread looks into its mailbox. */
final class ThreadLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);

    private final LinkedBlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private volatile @Nullable Thread thread;
    private volatile boolean ended;

    /** Makes the calling thread the lane's thread. */
    void adopt() {
        thread = Thread.currentThread();
    }

    /** Runs one task or timer, waiting for it if there is none yet. */
    void runNext() throws InterruptedException {
        Runnable due = timers.pollDue(now());
        if (due == null) {
            due = mailbox.poll(timers.nanosToNext(now()), TimeUnit.NANOSECONDS);
        }
        if (due != null) {
            run(due);
        }
    }

    /** Runs what was handed in before, and drops whatever comes. */
    void end() {
        ended = true;
        for (Runnable last = mailbox.poll(); last != null; last = mailbox.poll()) {
            run(last);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "a task of a look-up's lane threw", e); // as in every lane, the next one runs
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!ended) {
            mailbox.add(task);
        }
    }

    @Override
    public boolean inside() {
        return Thread.currentThread() == thread;
    }

    @Override
    public Cancellable schedule(long nanos, Runnable task) {
        return timers.add(now() + nanos, task);
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public long now() {
        return System.nanoTime();
    }
}
