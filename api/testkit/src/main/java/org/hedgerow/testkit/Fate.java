package org.hedgerow.testkit;

import java.time.Duration;
import java.util.List;

/**
 * What becomes of a {@link Chunk} on a {@link FaultyLink}.
 *
 * @param deliveries after which times it is delivered, counted from its arrival: none if it is lost, several if it is
 *     doubled. Datagrams overtake each other so. A stream delivers once, after the first of these times, and keeps its
 *     order: what comes later waits. A stream that has lost something carries nothing more in that direction, not even its
 *     end, as when all that the sender sends again is lost, too
 * @param reset whether the connection is reset on both sides instead; a datagram is lost
 */
public record Fate(List<Duration> deliveries, boolean reset) {
    private static final Fate DELIVERED = after(Duration.ZERO);
    private static final Fate LOST = new Fate(List.of(), false);
    private static final Fate CUT = new Fate(List.of(), true);

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Fate {
        deliveries = List.copyOf(deliveries);
        for (Duration each : deliveries) {
            if (each.isNegative()) {
                throw new IllegalArgumentException("nothing arrives before it was sent, found " + each);
            }
        }
    }

    /** It is delivered at once. */
    public static Fate delivered() {
        return DELIVERED;
    }

    /** It is delivered once for each of these times, so long after it came. */
    public static Fate after(Duration... times) {
        return new Fate(List.of(times), false);
    }

    /** It is never delivered. */
    public static Fate lost() {
        return LOST;
    }

    /** Its connection is reset on both sides. */
    public static Fate cut() {
        return CUT;
    }
}
