package org.hedgerow.wire;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Numbers that one lane adds to, and any thread reads. Adding is a plain write: an atomic one, though nobody contends, waits
 * until all writes before it have reached the cache, which measures as a fifth of what a pipelined question costs.
 */
class LaneCounts {
    private final AtomicLongArray counts;

    /** How many sockets of the lane count here; for {@link CountSums}. */
    int sharers;

    LaneCounts(int kinds) {
        counts = new AtomicLongArray(kinds);
    }

    /** In the lane only. */
    final void add(int kind, long more) {
        counts.setOpaque(kind, counts.getPlain(kind) + more);
    }

    final long get(int kind) {
        return counts.getOpaque(kind);
    }
}
