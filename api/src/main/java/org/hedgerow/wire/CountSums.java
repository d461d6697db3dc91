package org.hedgerow.wire;

import java.util.IdentityHashMap;
import java.util.function.Function;
import org.hedgerow.lane.Lane;

/**
 * The sums of what many lanes count, those among them that have ended. The sockets of a lane share its counts, so that these
 * stay in the processor's cache however many sockets there are. Any thread.
 *
 * @param <C> what a lane's counts are
 */
final class CountSums<C extends LaneCounts> {
    private final long[] ended;
    private final Function<Lane, C> maker;
    private final IdentityHashMap<Lane, C> open = new IdentityHashMap<>();

    CountSums(int kinds, Function<Lane, C> maker) {
        this.ended = new long[kinds];
        this.maker = maker;
    }

    /** The lane's counts, which are part of the sums from now on. */
    synchronized C open(Lane lane) {
        C counts = open.computeIfAbsent(lane, maker);
        counts.sharers++;
        return counts;
    }

    /** Nothing will be added by one of those who have opened the lane's counts; what there is stays in the sums. In the lane. */
    synchronized void end(Lane lane) {
        C counts = open.get(lane);
        if (counts != null && --counts.sharers == 0) {
            open.remove(lane);
            add(counts, ended);
        }
    }

    /** The sum of each kind; a busy lane's are taken one after the other. */
    synchronized long[] sums() {
        long[] sums = ended.clone();
        open.values().forEach(counts -> add(counts, sums));
        return sums;
    }

    private static void add(LaneCounts counts, long[] sums) {
        for (int kind = 0; kind < sums.length; kind++) {
            sums[kind] += counts.get(kind);
        }
    }
}
