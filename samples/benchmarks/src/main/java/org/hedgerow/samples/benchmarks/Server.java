package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A server that is put under load: what the table calls it, and how it is started. */
interface Server {
    /** What the table calls it. */
    String name();

    /** Why it cannot take part, if it cannot. */
    Optional<String> missing();

    /**
     * The command that serves as the setting has it, in the foreground, until it is told to end; files that this takes are written.
     *
     * @throws ContenderException if it cannot be made; the message says why
     */
    List<String> command(Setting setting) throws ContenderException, IOException, InterruptedException;

    /** The contender whose multiples its figures are given as, if that is not the suite's. */
    default Optional<String> reference() {
        return Optional.empty();
    }

    /** How many processors it is made for: it is kept to those. */
    default int processors() {
        return 1;
    }

    /** Whether what it allocates can be had from its JVM, see {@link Allocations}. */
    default boolean countsAllocations() {
        return false;
    }
}
