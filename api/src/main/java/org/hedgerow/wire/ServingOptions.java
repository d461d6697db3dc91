package org.hedgerow.wire;

import java.time.Duration;
import org.hedgerow.Resolver;

/**
 * How a server treats the questions of a connection.
 *
 * @param timeout the deadline of a question, counted from its arrival
 * @param failFast whether a failure is told as soon as it is known, instead of at the deadline; a format that has words for
 *     failures always does so
 * @param maxInFlight how many questions of one connection are worked on at once; further ones are not read meanwhile
 * @param maxDatagrams how many questions that came as datagrams are worked on at once on one socket; further ones are
 *     answered at once that the server is overloaded
 */
public record ServingOptions(Duration timeout, boolean failFast, int maxInFlight, int maxDatagrams) {
    private static final ServingOptions DEFAULTS = new ServingOptions(Resolver.DEFAULT_TIMEOUT, false, 1024, 16_384);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the time-out is not above zero or the number below 1
     */
    public ServingOptions {
        if (timeout.isNegative() || timeout.isZero() || maxInFlight < 1 || maxDatagrams < 1) {
            throw new IllegalArgumentException(
                    "expected a time-out above zero and at least one question in flight, found " + timeout + ", "
                            + maxInFlight + " and " + maxDatagrams);
        }
    }

    /** Five seconds, failures told at the deadline, 1,024 questions in flight, 16,384 of datagrams. */
    public static ServingOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another deadline. */
    public ServingOptions withTimeout(Duration timeout) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams);
    }

    /** These options, telling failures at once or not. */
    public ServingOptions withFailFast(boolean failFast) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams);
    }

    /** These options with another number of questions in flight. */
    public ServingOptions withMaxInFlight(int maxInFlight) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams);
    }

    /** These options with another number of questions of datagrams in flight. */
    public ServingOptions withMaxDatagrams(int maxDatagrams) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams);
    }
}
