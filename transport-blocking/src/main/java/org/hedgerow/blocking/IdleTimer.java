package org.hedgerow.blocking;

import java.time.Duration;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.accept.Causes;
import org.jspecify.annotations.Nullable;

/** Notices that nothing has moved for too long. Movement only notes the time: the timer is set again when it fires. */
final class IdleTimer {
    private final BlockingConnection connection;
    private final MailboxLane lane;
    private final Duration limit;
    private volatile long lastMoved;
    private @Nullable Cancellable timer;

    /** A limit of zero is none. */
    IdleTimer(BlockingConnection connection, MailboxLane lane, Duration limit) {
        this.connection = connection;
        this.lane = lane;
        this.limit = limit;
    }

    /** Begins to watch. In the lane. */
    void start() {
        if (!limit.isZero()) {
            lastMoved = lane.now();
            waitUntil(lastMoved + nanos());
        }
    }

    /** Bytes were sent or received. Any thread. */
    void moved() {
        if (!limit.isZero()) {
            lastMoved = lane.now();
        }
    }

    /** In the lane. */
    void callOff() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void look() {
        long now = lane.now();
        long left = nanos() - (now - lastMoved);
        if (left <= 0) {
            connection.idle(Causes.idle(limit));
        } else {
            waitUntil(now + left);
        }
    }

    private void waitUntil(long deadline) {
        timer = lane.context().timers().scheduleAt(lane, deadline, this::look);
    }

    private long nanos() {
        return Nanos.of(limit);
    }
}
