package org.hedgerow.lane;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one lane that can be handed in without memory, because each has had its place in the queue since it was made: for
 * what must happen where memory is missing too, such as telling a handler that its connection is closed. What an implementor
 * of a lane needs. Not thread-safe: confined to its lane.
 */
public final class ReservedTasks {
    private @Nullable Place first;
    private @Nullable Place last;

    /** An empty queue. */
    public ReservedTasks() {}

    /** A place for this task, which is not handed in yet. Any thread. */
    public Place reserve(Runnable task) {
        return new Place(Objects.requireNonNull(task, "task"));
    }

    /** Whether none is handed in. */
    public boolean isEmpty() {
        return first == null;
    }

    /** Takes out the task that was handed in first; null when there is none. */
    public @Nullable Runnable poll() {
        Place head = first;
        if (head == null) {
            return null;
        }
        first = head.next;
        last = first == null ? null : last;
        head.next = null;
        head.waits = false;
        return head.task;
    }

    /** The place of one task. */
    public final class Place {
        private final Runnable task;
        private @Nullable Place next;
        private boolean waits;

        private Place(Runnable task) {
            this.task = task;
        }

        /** Hands the task in, unless it waits already. In the lane. */
        public void handIn() {
            if (waits) {
                return;
            }
            waits = true;
            if (last == null) {
                first = this;
            } else {
                last.next = this;
            }
            last = this;
        }
    }
}
