package org.hedgerow.wire;

import java.time.Duration;
import org.hedgerow.lane.Nanos;

/**
 * How the asking side treats its server. Times are 73 years at most.
 *
 * @param connectTimeout how long a connection may take to stand
 * @param minBackoff the wait after a first failure to connect, in which questions fail at once; doubles with each further
 *     one, and is varied by up to half so that many askers do not return together
 * @param maxBackoff the longest such wait
 * @param maxPending how many questions may wait for the server; further ones are {@code Failed(OVERLOADED)}
 */
public record UpstreamOptions(Duration connectTimeout, Duration minBackoff, Duration maxBackoff, int maxPending) {
    private static final UpstreamOptions DEFAULTS =
            new UpstreamOptions(Duration.ofSeconds(3), Duration.ofMillis(50), Duration.ofSeconds(1), 65_536);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a time is not above zero, the waits cross, or the number is below 1
     */
    public UpstreamOptions {
        connectTimeout = Nanos.aboveZero(connectTimeout, "connectTimeout");
        minBackoff = Nanos.aboveZero(minBackoff, "minBackoff");
        maxBackoff = Nanos.aboveZero(maxBackoff, "maxBackoff");
        if (maxBackoff.compareTo(minBackoff) < 0 || maxPending < 1) {
            throw new IllegalArgumentException("expected waits from short to long, and at least one pending question,"
                    + " found minBackoff " + minBackoff + ", maxBackoff " + maxBackoff + ", maxPending " + maxPending);
        }
    }

    /** Three seconds to connect, waits from 50 ms to 1 s, 65,536 questions. */
    public static UpstreamOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another connect time-out. */
    public UpstreamOptions withConnectTimeout(Duration connectTimeout) {
        return new UpstreamOptions(connectTimeout, minBackoff, maxBackoff, maxPending);
    }

    /** These options with other waits between attempts. */
    public UpstreamOptions withBackoff(Duration min, Duration max) {
        return new UpstreamOptions(connectTimeout, min, max, maxPending);
    }

    /** These options with another limit of pending questions. */
    public UpstreamOptions withMaxPending(int maxPending) {
        return new UpstreamOptions(connectTimeout, minBackoff, maxBackoff, maxPending);
    }
}
