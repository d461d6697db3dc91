package org.hedgerow.lane;

import java.time.Duration;
import java.util.Objects;

/** Durations as the nanoseconds that lanes count in. */
public final class Nanos {
    private static final long LONGEST = Long.MAX_VALUE / 4;
    private static final Duration LONGEST_DURATION = Duration.ofNanos(LONGEST);

    private Nanos() {}

    /**
     * The duration in nanoseconds, at most 73 years and at least that long ago, so that no sum of a time and a duration
     * overflows.
     */
    public static long of(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        if (duration.compareTo(LONGEST_DURATION) > 0) {
            return LONGEST;
        }
        return duration.compareTo(LONGEST_DURATION.negated()) < 0 ? -LONGEST : duration.toNanos();
    }

    /**
     * The time that is so many nanoseconds after another: that one if they are negative, and 73 years later at most, so that
     * the times of a queue can be compared by their differences.
     */
    public static long after(long now, long nanos) {
        return now + Math.max(0, Math.min(nanos, LONGEST));
    }

    /**
     * The duration, for an option that takes none below zero.
     *
     * @param name what the option is called
     * @throws IllegalArgumentException if it is negative
     */
    public static Duration notNegative(Duration duration, String name) {
        Objects.requireNonNull(name, "name");
        if (Objects.requireNonNull(duration, name).isNegative()) {
            throw new IllegalArgumentException("expected a " + name + " of at least 0, found " + duration);
        }
        return duration;
    }

    /**
     * The duration, or 73 years if it is longer, for an option that takes none but above zero.
     *
     * @param name what the option is called
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static Duration aboveZero(Duration duration, String name) {
        Objects.requireNonNull(name, "name");
        if (Objects.requireNonNull(duration, name).isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("expected a " + name + " above zero, found " + duration);
        }
        return duration.compareTo(LONGEST_DURATION) > 0 ? LONGEST_DURATION : duration;
    }
}
