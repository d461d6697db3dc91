package org.hedgerow.line;

import java.util.concurrent.TimeUnit;

/**
 * How long a server takes for a query at most, as far as its replies show: what they took smoothed, and four times what they
 * vary by, as TCP has it (RFC 6298, section 2).
 */
final class ServiceTime {
    private static final long UNKNOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long shortestNanos;
    private final long longestNanos;
    private boolean known;
    private long smoothed;
    private long variation;

    /** @param shortestNanos what it never falls below, even if that is more than it may rise to otherwise */
    ServiceTime(long shortestNanos) {
        this.shortestNanos = shortestNanos;
        this.longestNanos = Math.max(shortestNanos, LONGEST_NANOS);
    }

    void measured(long nanos) {
        long sample = Math.min(nanos, longestNanos); // one long pause shall not be remembered for long
        if (known) {
            variation += (Math.abs(smoothed - sample) - variation) / 4;
            smoothed += (sample - smoothed) / 8;
        } else {
            known = true;
            smoothed = sample;
            variation = sample / 2;
        }
    }

    long nanos() {
        // A server that takes the same time for each would be left no room for being a little late.
        long margin = Math.max(4 * variation, smoothed / 4);
        return Math.max(shortestNanos, known ? Math.min(smoothed + margin, longestNanos) : UNKNOWN_NANOS);
    }
}
