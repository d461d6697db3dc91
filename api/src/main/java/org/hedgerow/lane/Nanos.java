package org.hedgerow.lane;

import java.time.Duration;

/** Durations as the nanoseconds that lanes count in. */
public final class Nanos {
    private static final long LONGEST = Long.MAX_VALUE / 4;
    private static final Duration LONGEST_DURATION = Duration.ofNanos(LONGEST);

    private Nanos() {}

    /** The duration in nanoseconds; 73 years if it is longer, so that no sum of a time and a duration overflows. */
    public static long of(Duration duration) {
        return duration.compareTo(LONGEST_DURATION) > 0 ? LONGEST : duration.toNanos();
    }
}
