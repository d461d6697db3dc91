package org.hedgerow.samples.benchmarks;

/** A contender has not done its work. */
final class ContenderException extends Exception {
    private static final long serialVersionUID = 1;

    ContenderException(String message) {
        super(message);
    }
}
