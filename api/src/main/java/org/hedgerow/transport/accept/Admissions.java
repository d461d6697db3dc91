package org.hedgerow.transport.accept;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Nanos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The book of one listener: how many connections it may still take, has taken and has open. A place is taken before a
 * connection is accepted, so that those beyond the limit wait in the system's backlog and cost nothing here. Any thread.
 */
public final class Admissions {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> waiting = new ArrayList<>();
    private final long[] byWorker;
    private int places;
    private int open;
    private long accepted;
    private long failed;
    private boolean closed;

    /**
     * A book without entries.
     *
     * @param places how many connections may be open at once
     * @param workers how many workers share them; 0 if each has one of its own
     */
    public Admissions(int places, int workers) {
        this.places = places;
        this.byWorker = new long[workers];
    }

    /** Takes a place, when there is one; false if it is closed. Blocks; not ended by an interrupt, which it keeps. */
    public boolean awaitPlace() {
        lock.lock();
        try {
            while (places == 0 && !closed) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                places--;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a place, or returns false if there is none at the moment or it is closed.
     *
     * @param retry called when there is a place again, on the thread that gave one back: once, or once more with each place
     *     if it throws; not called when true is returned
     */
    public boolean tryPlace(Runnable retry) {
        Objects.requireNonNull(retry, "retry");
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (places == 0) {
                waiting.add(retry);
                return false;
            }
            places--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a place that nobody came for. */
    public void returnPlace() {
        List<Runnable> retries = List.of();
        lock.lock();
        try {
            places++;
            changed.signalAll();
            if (!waiting.isEmpty()) {
                // All: who is told may have nobody to take in any more.
                retries = List.copyOf(waiting);
                waiting.clear();
            }
        } finally {
            lock.unlock();
        }
        retries.forEach(this::retry);
    }

    private void retry(Runnable retry) {
        try {
            retry.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "who waits for a place could not be told of one, and is told of the next", e);
            lock.lock();
            try {
                waiting.add(retry);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * A connection has the place that was taken, until it is {@link #gone}.
     *
     * @param worker who serves it, from 0; without meaning where each has a worker of its own
     */
    public void admitted(int worker) {
        lock.lock();
        try {
            accepted++;
            open++;
            if (byWorker.length > 0) {
                byWorker[worker]++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A connection is gone and its handler knows, so its place is free; {@code failure} if the network ended it. */
    public void gone(boolean failure) {
        lock.lock();
        try {
            open--;
            if (failure) {
                failed++;
            }
        } finally {
            lock.unlock();
        }
        returnPlace();
    }

    /** Gives no more places. Idempotent. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many connections are open. */
    public int open() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** How many were accepted so far. */
    public long accepted() {
        lock.lock();
        try {
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    /** How many of them fell to each worker; empty if each has a worker of its own. */
    public List<Long> acceptedByWorker() {
        lock.lock();
        try {
            return Arrays.stream(byWorker).boxed().toList();
        } finally {
            lock.unlock();
        }
    }

    /** How many of them the network has ended. */
    public long failed() {
        lock.lock();
        try {
            return failed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until none is open, and returns false if some still are after {@code limit}. Blocks.
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        long left = Nanos.of(Nanos.notNegative(limit, "limit"));
        if (!lock.tryLock(left, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            while (open > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
