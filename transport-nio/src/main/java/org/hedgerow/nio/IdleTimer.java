package org.hedgerow.nio;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.accept.Causes;
import org.jspecify.annotations.Nullable;

/** Notices that nothing has moved for too long. Movement only notes the time: the timer is set again when it fires. */
final class IdleTimer {
    private final Lane lane;
    private final Duration limit;
    private final Consumer<IOException> tooLong;
    private Cancellable timer;
    private long movedAt;

    /** One of this limit; null if that is zero, which is none. */
    static @Nullable IdleTimer of(Lane lane, Duration limit, Consumer<IOException> tooLong) {
        return limit.isZero() ? null : new IdleTimer(lane, limit, tooLong);
    }

    private IdleTimer(Lane lane, Duration limit, Consumer<IOException> tooLong) {
        this.lane = lane;
        this.limit = limit;
        this.tooLong = tooLong;
        movedAt = lane.now();
        timer = lane.schedule(Nanos.of(limit), this::check);
    }

    void moved() {
        movedAt = lane.now();
    }

    void callOff() {
        timer.cancel();
    }

    private void check() {
        long left = Nanos.of(limit) - (lane.now() - movedAt);
        if (left > 0) {
            timer = lane.schedule(left, this::check);
        } else {
            tooLong.accept(Causes.idle(limit));
        }
    }
}
