package org.hedgerow.wire;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.Contact;
import org.hedgerow.lane.Lane;

/** What was sent to a server and what came back, over all lanes that ask it, each of which counts for itself. Any thread. */
public final class UpstreamTotals {
    private final CountSums<UpstreamCounts> sums = new CountSums<>(UpstreamCounts.KINDS, lane -> new UpstreamCounts());

    private final AtomicBoolean hadStrange = new AtomicBoolean();

    /** All zero. */
    public UpstreamTotals() {}

    /** The counts of this lane, which are part of these from now on. Any thread. */
    public UpstreamCounts open(Lane lane) {
        return sums.open(Objects.requireNonNull(lane, "lane"));
    }

    /** A reply could not be understood; whether it is the first in all lanes. Any thread. */
    public boolean isFirstStrange() {
        return !hadStrange.get() && hadStrange.compareAndSet(false, true);
    }

    /** The counts so far; those of a busy lane need not add up. */
    public Snapshot snapshot() {
        long[] counts = sums.sums();
        return new Snapshot(
                counts[UpstreamCounts.CONNECTS],
                counts[UpstreamCounts.SENT],
                counts[UpstreamCounts.REPLIES],
                counts[UpstreamCounts.DROPPED],
                counts[UpstreamCounts.PENDING]);
    }

    /** How much of that shows whether the server lives. */
    public Contact.Traffic traffic() {
        long[] counts = sums.sums();
        return new Contact.Traffic(
                counts[UpstreamCounts.ASKED], counts[UpstreamCounts.REPLIES] + counts[UpstreamCounts.DROPPED]);
    }

    /**
     * Counts at one moment.
     *
     * @param connects connections tried
     * @param sent queries sent
     * @param replies replies that belonged to a question
     * @param dropped replies that belonged to none, or could not be understood
     * @param pending questions that wait for a reply now
     */
    public record Snapshot(long connects, long sent, long replies, long dropped, long pending) {}
}
