package org.hedgerow;

import java.util.List;
import org.hedgerow.record.ResourceRecord;

/** How long records live, and what they are after some time. */
final class Aging {
    private Aging() {}

    /**
     * Whether no time at all has passed.
     *
     * @throws IllegalArgumentException if it is below zero
     */
    static boolean isNone(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("expected an age of zero seconds or more, found " + seconds);
        }
        return seconds == 0;
    }

    /** The shortest time to live of these records; {@link Integer#MAX_VALUE} of none. */
    static int shortest(List<ResourceRecord> records) {
        int shortest = Integer.MAX_VALUE;
        for (ResourceRecord each : records) {
            shortest = Math.min(shortest, each.ttl());
        }
        return shortest;
    }

    /** These records, each with so much less to live, but not less than nothing. */
    static List<ResourceRecord> of(List<ResourceRecord> records, int seconds) {
        return records.stream()
                .map(each -> each.withTtl(Math.max(0, each.ttl() - seconds)))
                .toList();
    }
}
