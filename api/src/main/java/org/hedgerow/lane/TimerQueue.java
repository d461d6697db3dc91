package org.hedgerow.lane;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one lane, ordered by deadline: what an implementor of {@link Lane#schedule} needs.
 *
 * <p>A binary heap whose entries know their place, so that cancelling removes the entry at once (a cancelled timer that
 * stayed until its deadline would hold the call it belongs to). Adding and removing cost O(log n). Timers of the same
 * deadline run in the order in which they were added. Not thread-safe but for {@link #size}: confined to its lane.
 */
public final class TimerQueue {
    private Entry[] heap = new Entry[16];
    private final AtomicInteger published = new AtomicInteger();
    private int size;
    private long added;

    /** An empty queue. */
    public TimerQueue() {}

    /** Adds a task that is due at {@code deadline}, in the nanoseconds of the lane's {@link Ticker}. */
    public Cancellable add(long deadline, Runnable task) {
        Objects.requireNonNull(task, "task"); // here, where it is known whose it is
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        Entry entry = new Entry(deadline, added++, task);
        resize(size + 1);
        siftUp(size - 1, entry);
        return entry;
    }

    /** Takes out the next task whose deadline is {@code now} or earlier; null when none is due. */
    public @Nullable Runnable pollDue(long now) {
        if (size == 0 || heap[0].deadline - now > 0) {
            return null;
        }
        Entry due = heap[0];
        remove(due);
        return due.task;
    }

    /** Nanoseconds from {@code now} to the next deadline, 0 if it has passed; {@link Long#MAX_VALUE} without timers. */
    public long nanosToNext(long now) {
        return size == 0 ? Long.MAX_VALUE : Math.max(0, heap[0].deadline - now);
    }

    /** How many timers wait. Any thread. */
    public int size() {
        return published.getAcquire();
    }

    /** Drops all timers. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            heap[i].place = -1;
        }
        Arrays.fill(heap, 0, size, null);
        resize(0);
    }

    private void remove(Entry entry) {
        int place = entry.place;
        entry.place = -1;
        resize(size - 1);
        Entry last = heap[size];
        clearSlot(size);
        if (place < size) {
            siftDown(place, last);
            if (heap[place] == last) {
                siftUp(place, last);
            }
        }
    }

    private void resize(int timers) {
        size = timers;
        published.setRelease(timers); // one writer, so that counting costs the lane no fence
    }

    @SuppressWarnings("NullAway") // slots beyond size hold no entry, and nobody reads them
    private void clearSlot(int slot) {
        heap[slot] = null;
    }

    private void siftUp(int from, Entry entry) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (!entry.isBefore(heap[parent])) {
                break;
            }
            put(place, heap[parent]);
            place = parent;
        }
        put(place, entry);
    }

    private void siftDown(int from, Entry entry) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(entry)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, entry);
    }

    private void put(int place, Entry entry) {
        heap[place] = entry;
        entry.place = place;
    }

    private final class Entry implements Cancellable {
        private final long deadline;
        private final long order;
        private final Runnable task;
        private int place;

        Entry(long deadline, long order, Runnable task) {
            this.deadline = deadline;
            this.order = order;
            this.task = task;
        }

        boolean isBefore(Entry other) {
            // Differences, not values: nanoTime may overflow.
            long gap = deadline - other.deadline;
            return gap < 0 || (gap == 0 && order - other.order < 0);
        }

        @Override
        public void cancel() {
            if (place >= 0) {
                remove(this);
            }
        }
    }
}
