package org.hedgerow.wire;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The sums of what many lanes count, those among them that have ended. Any thread. */
final class CountSums {
    private final long[] ended;
    private final Set<LaneCounts> open = Collections.newSetFromMap(new IdentityHashMap<>());

    CountSums(int kinds) {
        ended = new long[kinds];
    }

    /** Counts that are part of the sums from now on. */
    synchronized LaneCounts open() {
        LaneCounts counts = new LaneCounts(ended.length);
        open.add(counts);
        return counts;
    }

    /** Nothing will be added to these any more; what they have stays in the sums. In their lane. */
    synchronized void end(LaneCounts counts) {
        if (open.remove(counts)) {
            add(counts, ended);
        }
    }

    /** The sum of each kind; a busy lane's are taken one after the other. */
    synchronized long[] sums() {
        long[] sums = ended.clone();
        open.forEach(counts -> add(counts, sums));
        return sums;
    }

    private static void add(LaneCounts counts, long[] sums) {
        for (int kind = 0; kind < sums.length; kind++) {
            sums[kind] += counts.get(kind);
        }
    }
}
