package org.hedgerow.wire;

import java.util.Objects;
import org.hedgerow.lane.Lane;

/** What a server was asked and what it replied, over all of its sockets; those of each lane are counted together. Any thread. */
public final class ServingTotals {
    private final CountSums<ServingCounts> sums =
            new CountSums<>(ServingCounts.KINDS, lane -> new ServingCounts(this, lane));

    /** All zero. */
    public ServingTotals() {}

    /** For another socket of this lane, the lane's counts, which are part of these from now on. Any thread. */
    public ServingCounts open(Lane lane) {
        Objects.requireNonNull(lane, "lane");
        return sums.open(lane);
    }

    void end(Lane lane) {
        sums.end(lane);
    }

    /** The counts so far; a busy server's need not add up. */
    public Snapshot snapshot() {
        long[] counts = sums.sums();
        return new Snapshot(
                counts[ServingCounts.QUESTIONS],
                counts[ServingCounts.FOUND],
                counts[ServingCounts.NOT_FOUND],
                counts[ServingCounts.TIMED_OUT],
                counts[ServingCounts.FAILED],
                counts[ServingCounts.INVALID],
                counts[ServingCounts.OVERLOADED],
                counts[ServingCounts.LIMITED]);
    }

    /**
     * Counts at one moment.
     *
     * @param questions valid questions that arrived
     * @param found answered with records
     * @param notFound came to nothing because the name or type does not exist
     * @param timedOut came to nothing because nobody knew in time
     * @param failed came to nothing for another reason, as that nobody here is responsible for the name
     * @param invalid what arrived and was no question, or one that nobody is asked
     * @param overloaded those of the failed that were too many at once
     * @param limited replies that were dropped or cut short, since too many went to one network
     */
    public record Snapshot(
            long questions,
            long found,
            long notFound,
            long timedOut,
            long failed,
            long invalid,
            long overloaded,
            long limited) {}
}
