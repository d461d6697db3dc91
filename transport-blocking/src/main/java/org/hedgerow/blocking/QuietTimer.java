package org.hedgerow.blocking;

import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * How long the input of one connection has been silent, for {@link org.hedgerow.transport.Connection#awaitQuiet}.
 * Confined to its lane.
 *
 * <p>Only the reader can say for sure that nothing has arrived: bytes are no longer in the kernel and not yet in the
 * handler while it carries them. So it reads with a time-out while quiet is awaited. If it reads without one already, a
 * timer looks in its stead, see {@link SilentRead}.
 */
final class QuietTimer {
    private static final long NANOS_PER_MILLI = 1_000_000;
    // Should the ticker not run with the system's time, then it is looked at so often; and it costs little where it
    // does.
    private static final long LONGEST_READ_MILLIS = 50;

    private final MailboxLane lane;
    private final Runnable look;
    private boolean awaited;
    private long nanos;
    private long deadline;
    private @Nullable Cancellable timer;

    /** The {@code look} is to call {@link #isDue}. */
    QuietTimer(MailboxLane lane, Runnable look) {
        this.lane = lane;
        this.look = look;
    }

    /** Begins to wait; {@code byTimer} if the reader cannot be relied on. */
    void start(long nanos, boolean byTimer) {
        callOff();
        awaited = true;
        this.nanos = nanos;
        restart(byTimer);
    }

    /** Lets the time begin anew, if quiet is awaited: reading was paused. */
    void restart(boolean byTimer) {
        if (!awaited) {
            return;
        }
        cancelTimer();
        deadline = Nanos.after(lane.now(), nanos);
        if (byTimer) {
            timer = lane.context().timers().scheduleAt(lane, deadline, look);
        }
    }

    void callOff() {
        awaited = false;
        cancelTimer();
    }

    boolean isDue() {
        return awaited && deadline - lane.now() <= 0;
    }

    /** The time-out of the next read in milliseconds, rounded up; 0 is none. */
    int readTimeout() {
        if (!awaited) {
            return 0;
        }
        long left = Math.max(1, deadline - lane.now());
        return (int) Math.min((left - 1) / NANOS_PER_MILLI + 1, LONGEST_READ_MILLIS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
