package org.hedgerow.wire;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Numbers that one lane adds to, and any thread reads. Adding is a plain write: an atomic one, though nobody contends, waits
 * until all writes before it have reached the cache, which measures as a fifth of what a pipelined question costs.
 */
final class LaneCounts {
    private final AtomicLongArray counts;

    LaneCounts(int kinds) {
        counts = new AtomicLongArray(kinds);
    }

    /** In the lane only. */
    void add(int kind, long more) {
        counts.setOpaque(kind, counts.getPlain(kind) + more);
    }

    long get(int kind) {
        return counts.getOpaque(kind);
    }
}
