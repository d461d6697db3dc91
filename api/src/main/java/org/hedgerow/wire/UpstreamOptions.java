package org.hedgerow.wire;

import java.time.Duration;
import java.util.Objects;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * How the asking side treats its server. Times are 73 years at most.
 *
 * <p>Immutable; any thread. Each {@code with} makes other options of these and throws {@link
 * IllegalArgumentException} if a time is not above zero, the waits cross, or the number is below 1.
 */
public final class UpstreamOptions {
    private static final UpstreamOptions DEFAULTS =
            new UpstreamOptions(Duration.ofSeconds(3), Duration.ofMillis(50), Duration.ofSeconds(1), 65_536);

    private final Duration connectTimeout;
    private final Duration minBackoff;
    private final Duration maxBackoff;
    private final int maxPending;

    private UpstreamOptions(Duration connectTimeout, Duration minBackoff, Duration maxBackoff, int maxPending) {
        connectTimeout = Nanos.aboveZero(connectTimeout, "connectTimeout");
        minBackoff = Nanos.aboveZero(minBackoff, "minBackoff");
        maxBackoff = Nanos.aboveZero(maxBackoff, "maxBackoff");
        if (maxBackoff.compareTo(minBackoff) < 0 || maxPending < 1) {
            throw new IllegalArgumentException("expected waits from short to long, and at least one pending question,"
                    + " found minBackoff " + minBackoff + ", maxBackoff " + maxBackoff + ", maxPending " + maxPending);
        }
        this.connectTimeout = connectTimeout;
        this.minBackoff = minBackoff;
        this.maxBackoff = maxBackoff;
        this.maxPending = maxPending;
    }

    /** Three seconds to connect, waits from 50 ms to 1 s, 65,536 questions. */
    public static UpstreamOptions defaults() {
        return DEFAULTS;
    }

    /** How long a connection may take to stand. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * The wait after a first failure to connect, in which questions fail at once; doubles with each further one, and
     * is varied by up to half so that many askers do not return together.
     */
    public Duration minBackoff() {
        return minBackoff;
    }

    /** The longest such wait. */
    public Duration maxBackoff() {
        return maxBackoff;
    }

    /** How many questions may wait for the server; further ones are {@code Failed(OVERLOADED)}. */
    public int maxPending() {
        return maxPending;
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

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof UpstreamOptions other
                && connectTimeout.equals(other.connectTimeout)
                && minBackoff.equals(other.minBackoff)
                && maxBackoff.equals(other.maxBackoff)
                && maxPending == other.maxPending;
    }

    @Override
    public int hashCode() {
        return Objects.hash(connectTimeout, minBackoff, maxBackoff, maxPending);
    }

    @Override
    public String toString() {
        return "UpstreamOptions[connectTimeout=" + connectTimeout + ", minBackoff=" + minBackoff + ", maxBackoff="
                + maxBackoff + ", maxPending=" + maxPending + "]";
    }
}
