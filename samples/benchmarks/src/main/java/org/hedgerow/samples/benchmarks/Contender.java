package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One of those that a suite sets beside each other.
 *
 * @param <W> what it is given to work on
 */
interface Contender<W> {
    /** What the table calls it. */
    String name();

    /** The contender whose multiples its values are given as; the first one unless it says otherwise. */
    default Optional<String> reference() {
        return Optional.empty();
    }

    /** Why it cannot take part, if it cannot. */
    Optional<String> missing();

    /**
     * Starts its process, measures, and ends the process.
     *
     * @param directory an empty one, which it has for itself
     * @throws ContenderException if it cannot do the work; the message says why
     */
    Sample run(W work, Path directory) throws ContenderException, IOException, InterruptedException;
}
