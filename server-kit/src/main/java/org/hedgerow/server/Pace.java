package org.hedgerow.server;

import java.time.Duration;

/**
 * How closely files are followed.
 *
 * @param every how long after a look the next one comes, if nothing calls for one; zero is never
 * @param settle how long files must not have changed before they are read
 * @param recheck how long it may take until a change shows that nothing but the content tells
 */
record Pace(Duration every, Duration settle, Duration recheck) {
    /** Every second, 100 ms, and a minute. */
    static final Pace STANDARD = new Pace(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMinutes(1));

    Pace withEvery(Duration other) {
        return new Pace(checked(other), settle, recheck);
    }

    Pace withSettle(Duration other) {
        return new Pace(every, checked(other), recheck);
    }

    private static Duration checked(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("expected a time of zero or more, found \"" + time + '"');
        }
        return time;
    }

    long settleNanos() {
        return settle.toNanos();
    }

    /** Whether files are looked at when nobody asks. */
    boolean polls() {
        return !every.isZero();
    }
}
