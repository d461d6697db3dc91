package org.hedgerow.server.tables;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * Says of a load that it takes too long, because the thread that loads cannot: a file system that hangs, as one of a network does,
 * keeps it, and no interrupt reaches it there. Any thread.
 */
final class LoadWatch {
    private final Lane lane;
    private final long overdueNanos;
    private final long maxNanos;
    private final Consumer<String> overdue;
    private final Waiting waiting;
    private volatile @Nullable UnderWay underWay;

    private static final class UnderWay {
        private final long since;

        UnderWay(long since) {
            this.since = since;
        }
    }

    /**
     * Watches nothing yet.
     *
     * @param lane where time is kept, beside the thread that loads
     * @param followed whose pace says when a load is overdue, and whose options say for how long others wait for it
     * @param waiting those who wait for it
     * @param overdue is told once of each load that is, in the lane
     */
    LoadWatch(Lane lane, Followed followed, Waiting waiting, Consumer<String> overdue) {
        this.lane = lane;
        this.maxNanos = Nanos.of(followed.options().maxTime());
        this.overdueNanos = Math.min(Nanos.of(followed.pace().overdue()), maxNanos);
        this.waiting = waiting;
        this.overdue = overdue;
    }

    /** Runs a load, or whatever else touches files. */
    void during(Runnable load) {
        UnderWay begun = new UnderWay(lane.now());
        underWay = begun;
        lane.execute(() -> after(overdueNanos, begun, () -> {
            overdue.accept(text(begun));
            after(maxNanos, begun, () -> waiting.giveUp(text(begun)));
        }));
        try {
            load.run();
        } finally {
            underWay = null;
        }
    }

    /** Acts that long after it has begun, if it is still under way. */
    private void after(long nanos, UnderWay begun, Runnable action) {
        lane.schedule(nanos - (lane.now() - begun.since), () -> {
            if (underWay == begun) {
                action.run();
            }
        });
    }

    /** That the load under way takes too long, if it does. */
    Optional<String> overdue() {
        UnderWay now = underWay;
        return now != null && lane.now() - now.since >= overdueNanos ? Optional.of(text(now)) : Optional.empty();
    }

    private String text(UnderWay begun) {
        return "a load is under way since " + TimeUnit.NANOSECONDS.toSeconds(lane.now() - begun.since) + " s";
    }
}
