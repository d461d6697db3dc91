package org.hedgerow.wire;

import java.time.Duration;

/**
 * How a server treats the questions of a connection.
 *
 * @param timeout the deadline of a question, counted from its arrival
 * @param failFast whether a failure is told as soon as it is known, instead of at the deadline
 * @param maxInFlight how many questions of one connection are worked on at once; further ones are not read meanwhile
 */
public record ServingOptions(Duration timeout, boolean failFast, int maxInFlight) {
    private static final ServingOptions DEFAULTS = new ServingOptions(Duration.ofSeconds(5), false, 1024);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the time-out is not above zero or the number below 1
     */
    public ServingOptions {
        if (timeout.isNegative() || timeout.isZero() || maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "expected a time-out above zero and at least one question in flight, found " + timeout + " and "
                            + maxInFlight);
        }
    }

    /** Five seconds, failures told at the deadline, 1,024 questions in flight. */
    public static ServingOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another deadline. */
    public ServingOptions withTimeout(Duration timeout) {
        return new ServingOptions(timeout, failFast, maxInFlight);
    }

    /** These options, telling failures at once or not. */
    public ServingOptions withFailFast(boolean failFast) {
        return new ServingOptions(timeout, failFast, maxInFlight);
    }

    /** These options with another number of questions in flight. */
    public ServingOptions withMaxInFlight(int maxInFlight) {
        return new ServingOptions(timeout, failFast, maxInFlight);
    }
}
