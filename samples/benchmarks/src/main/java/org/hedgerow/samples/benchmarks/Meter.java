package org.hedgerow.samples.benchmarks;

import java.io.IOException;

/** Measures something while the load generator counts. Used by one thread. */
interface Meter {
    /** Counting starts. */
    void start() throws ContenderException, IOException;

    /** Counting is over. */
    void stop() throws ContenderException, IOException;

    /** Puts what there was for each answer. */
    void put(Sample sample, LoadResult result);
}
