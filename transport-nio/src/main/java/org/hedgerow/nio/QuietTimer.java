package org.hedgerow.nio;

import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/** The wait for a while in which nothing arrives; the time in which reading is paused does not count. */
final class QuietTimer {
    private final Lane lane;
    private final Consumer<QuietTimer> passed;
    private @Nullable Cancellable timer;
    private long nanos;
    private boolean waitingForReading;

    QuietTimer(Lane lane, Consumer<QuietTimer> passed) {
        this.lane = lane;
        this.passed = passed;
    }

    void start(long nanos) {
        callOff();
        this.nanos = nanos;
        timer = lane.schedule(nanos, () -> {
            timer = null;
            passed.accept(this);
        });
    }

    /** The time has passed, but reading was paused meanwhile: it starts anew when reading goes on. */
    void waitForReading() {
        waitingForReading = true;
    }

    void readingResumed() {
        if (waitingForReading || timer != null) {
            start(nanos);
        }
    }

    void callOff() {
        waitingForReading = false;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
