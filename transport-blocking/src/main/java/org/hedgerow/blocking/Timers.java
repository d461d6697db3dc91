package org.hedgerow.blocking;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Nanos;
import org.hedgerow.lane.Ticker;
import org.hedgerow.lane.TimerQueue;
import org.jspecify.annotations.Nullable;

/** The timers of all lanes of one transport, and the thread, started on first use, that hands them to their lanes. */
final class Timers {
    private final Ticker ticker;
    private final Threads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TimerQueue queue = new TimerQueue();
    private boolean started;
    private boolean closed;
    // What the thread sleeps for: a timer that is due earlier must wake it, a later one need not.
    private boolean sleepsWithoutEnd;
    private long sleepsUntil;

    Timers(Ticker ticker, Threads threads) {
        this.ticker = ticker;
        this.threads = threads;
    }

    /** Has the task run in the lane when so many nanoseconds have passed. To be called, and cancelled, inside the lane. */
    Cancellable schedule(MailboxLane lane, long nanos, Runnable task) {
        if (nanos <= 0) {
            LaneTimer timer = new LaneTimer(lane, task);
            lane.execute(timer);
            return timer;
        }
        return scheduleAt(lane, Nanos.after(ticker.nanos(), nanos), task);
    }

    /** The same for a time, not a while: who has looked at the time already shall not have it move on before this does. */
    Cancellable scheduleAt(MailboxLane lane, long deadline, Runnable task) {
        LaneTimer timer = new LaneTimer(lane, task);
        lock.lock();
        try {
            if (!closed) {
                add(timer, deadline);
            }
        } finally {
            lock.unlock();
        }
        return timer;
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** The time may have moved on without the thread noticing. */
    void lookAgain() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Drops all timers and ends the thread. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void add(LaneTimer timer, long deadline) {
        Cancellable place = queue.add(deadline, timer::due);
        timer.place = place;
        if (!started) {
            startThread(place);
        } else if (sleepsWithoutEnd || deadline - sleepsUntil < 0) {
            changed.signal();
        }
    }

    private void startThread(Cancellable first) {
        try {
            threads.startTimer(this::run);
            started = true;
        } catch (IOException e) {
            throw new IllegalStateException("timers cannot run", e);
        } finally {
            if (!started) {
                first.cancel();
            }
        }
    }

    private void run() {
        Runnable due = null;
        boolean goesOn = true;
        while (goesOn) {
            try {
                due = due == null ? awaitDue() : due;
                if (due != null) {
                    due.run();
                }
                goesOn = due != null;
                due = null;
            } catch (Throwable e) {
                Waiting.pauseAfter(e); // and a timer that is due is handed in again
            }
        }
    }

    /** Waits for the next timer that is due; null when closed. */
    private @Nullable Runnable awaitDue() {
        lock.lock();
        try {
            while (!closed) {
                long now = ticker.nanos();
                Runnable due = queue.pollDue(now);
                long nanos = due == null ? queue.nanosToNext(now) : 0;
                sleepsWithoutEnd = nanos == Long.MAX_VALUE;
                sleepsUntil = now + nanos;
                if (due != null) {
                    return due;
                }
                changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a task that it ran: nothing to heed.
            return () -> {};
        } finally {
            lock.unlock();
        }
        return null;
    }

    private final class LaneTimer implements Runnable, Cancellable {
        private final MailboxLane lane;
        private @Nullable Runnable task;
        private @Nullable Cancellable place;

        LaneTimer(MailboxLane lane, Runnable task) {
            this.lane = lane;
            this.task = task;
        }

        void due() {
            lane.execute(this);
        }

        /** In the lane: a timer that was cancelled after it was handed in does nothing. */
        @Override
        public void run() {
            Runnable body = task;
            if (body != null) {
                task = null;
                body.run();
            }
        }

        @Override
        public void cancel() {
            if (task == null) {
                return;
            }
            task = null;
            lock.lock();
            try {
                if (place != null) {
                    place.cancel();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
