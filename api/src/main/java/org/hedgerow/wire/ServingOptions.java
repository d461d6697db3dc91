package org.hedgerow.wire;

import java.time.Duration;
import java.util.Objects;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Nanos;

/**
 * How a server treats the questions of a connection.
 *
 * @param timeout the deadline of a question, counted from its arrival; 73 years at most
 * @param failFast whether a failure is told as soon as it is known, instead of at the deadline; a format that has words for
 *     failures always does so
 * @param maxInFlight how many questions of one connection are worked on at once; further ones are not read meanwhile
 * @param maxDatagrams how many questions that came as datagrams are worked on at once on one socket; further ones are
 *     answered at once that the server is overloaded
 * @param memory what the questions in flight of all sockets may hold together
 */
public record ServingOptions(
        Duration timeout, boolean failFast, int maxInFlight, int maxDatagrams, InFlightMemory memory) {
    private static final ServingOptions DEFAULTS =
            new ServingOptions(Resolver.DEFAULT_TIMEOUT, false, 1024, 16_384, InFlightMemory.ofProcess());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the time-out is not above zero or a number below 1
     */
    public ServingOptions {
        timeout = Nanos.aboveZero(timeout, "timeout");
        Objects.requireNonNull(memory, "memory");
        if (maxInFlight < 1 || maxDatagrams < 1) {
            throw new IllegalArgumentException("expected at least one question in flight, found maxInFlight "
                    + maxInFlight + " and maxDatagrams " + maxDatagrams);
        }
    }

    /** Five seconds, failures told at the deadline, 1,024 questions in flight, 16,384 of datagrams, the process's memory. */
    public static ServingOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another deadline. */
    public ServingOptions withTimeout(Duration timeout) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams, memory);
    }

    /** These options, telling failures at once or not. */
    public ServingOptions withFailFast(boolean failFast) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams, memory);
    }

    /** These options with another number of questions in flight. */
    public ServingOptions withMaxInFlight(int maxInFlight) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams, memory);
    }

    /** These options with another number of questions of datagrams in flight. */
    public ServingOptions withMaxDatagrams(int maxDatagrams) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams, memory);
    }

    /** These options with other memory for questions in flight than the one that the process's servers share. */
    public ServingOptions withMemory(InFlightMemory memory) {
        return new ServingOptions(timeout, failFast, maxInFlight, maxDatagrams, memory);
    }
}
