package org.hedgerow.server.tables;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.hedgerow.lane.Nanos;

/**
 * How closely files are followed.
 *
 * @param every how long after a look the next one comes, if nothing calls for one; zero is never
 * @param settle how long files must not have changed before they are read
 * @param recheck how long it may take until a change shows that nothing but the content tells
 * @param overdue how long a load may take until the source says that it fails
 */
record Pace(Duration every, Duration settle, Duration recheck, Duration overdue) {
    /** Every second, 100 ms, a minute, and 10 seconds. */
    static final Pace STANDARD =
            new Pace(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMinutes(1), Duration.ofSeconds(10));

    private static final Duration LONGEST_SETTLE = Duration.ofDays(1);

    Pace withEvery(Duration other) {
        return new Pace(checked(other, "interval"), settle, recheck, overdue);
    }

    Pace withSettle(Duration other) {
        // A longer one would mean never to read a file that has just been written.
        checkArgument(
                checked(other, "time").compareTo(LONGEST_SETTLE) <= 0, "expected at most a day, found \"%s\"", other);
        return new Pace(every, other, recheck, overdue);
    }

    Pace withOverdue(Duration other) {
        return new Pace(every, settle, recheck, other);
    }

    private static Duration checked(Duration time, String name) {
        requireNonNull(time, name);
        checkArgument(!time.isNegative(), "expected a time of zero or more, found \"%s\"", time);
        return time;
    }

    long everyNanos() {
        return Nanos.of(every);
    }

    long settleNanos() {
        return Nanos.of(settle);
    }

    /** Whether files are looked at when nobody asks. */
    boolean polls() {
        return !every.isZero();
    }
}
