package org.hedgerow;

/** What a {@link NotFound} of one upstream means to a fan-out; a {@link Found} wins at once under either. */
public enum NegativePolicy {
    /**
     * The tables differ, so a name is missing only when all upstreams say so. One that failed or is silent may hold it.
     */
    PARTITIONED,

    /** The tables agree, so the first upstream that says so decides. */
    REPLICATED
}
