package org.hedgerow.server.tables;

import com.google.common.collect.Comparators;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.hedgerow.lane.Lane;

/** How files looked last, and for how long they have looked like that. Confined to its lane. */
final class Rest {
    private static final long RACY = Duration.ofSeconds(2).toNanos();
    private static final Duration OLD = Duration.ofDays(1);

    private final Lane lane;
    private final InstantSource clock;
    private final long settleNanos;

    private Sight last = new Sight(Map.of());
    private long since; // last has looked like that
    private int changes; // in a row

    /** Of nothing yet; the clock is what the times of files go by. */
    Rest(Lane lane, InstantSource clock, long settleNanos) {
        this.lane = lane;
        this.clock = clock;
        this.settleNanos = settleNanos;
        this.since = lane.now();
    }

    Sight last() {
        return last;
    }

    /**
     * Notes how the files look now; returns whether that has changed.
     *
     * @param awaited whether somebody waits, who does not wait for files that had been at rest long before anybody looked
     */
    boolean notice(Sight now, boolean awaited) {
        if (now.equals(last)) {
            return false;
        }
        last = now;
        since = lane.now() - (awaited ? ageNanos() : 0);
        changes++;
        return true;
    }

    private long ageNanos() {
        return Comparators.min(last.age(clock.instant()), OLD).toNanos();
    }

    /** How long the files have to stay as they are until they count as at rest; zero or less if they do. */
    long unrestNanos() {
        return settleNanos - (lane.now() - since);
    }

    /** Whether they have changed again before they came to rest. */
    boolean changesOnAndOn() {
        return changes > 1;
    }

    /** Counts changes anew. */
    void begin() {
        changes = 0;
    }

    /** Whether they have changed so shortly ago that another change need not show in their times. */
    boolean isRacy() {
        return lane.now() - since < RACY;
    }
}
