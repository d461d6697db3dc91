package org.hedgerow.wire;

import java.time.Duration;
import java.util.Objects;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * How a server treats the questions of a connection.
 *
 * <p>Immutable; any thread. Each {@code with} makes other options of these and throws {@link
 * IllegalArgumentException} if the time-out is not above zero or a number below 1.
 */
public final class ServingOptions {
    private static final ServingOptions DEFAULTS =
            new ServingOptions(Resolver.DEFAULT_TIMEOUT, false, 1024, 16_384, InFlightMemory.ofProcess());

    private final Duration timeout;
    private final boolean failFast;
    private final int maxInFlight;
    private final int maxDatagrams;
    private final InFlightMemory memory;

    private ServingOptions(
            Duration timeout, boolean failFast, int maxInFlight, int maxDatagrams, InFlightMemory memory) {
        timeout = Nanos.aboveZero(timeout, "timeout");
        Objects.requireNonNull(memory, "memory");
        if (maxInFlight < 1 || maxDatagrams < 1) {
            throw new IllegalArgumentException("expected at least one question in flight, found maxInFlight "
                    + maxInFlight + " and maxDatagrams " + maxDatagrams);
        }
        this.timeout = timeout;
        this.failFast = failFast;
        this.maxInFlight = maxInFlight;
        this.maxDatagrams = maxDatagrams;
        this.memory = memory;
    }

    /**
     * Five seconds, failures told at the deadline, 1,024 questions in flight, 16,384 of datagrams, the process's
     * memory.
     */
    public static ServingOptions defaults() {
        return DEFAULTS;
    }

    /** The deadline of a question, counted from its arrival; 73 years at most. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Whether a failure is told as soon as it is known, instead of at the deadline; a format that has words for
     * failures always does so.
     */
    public boolean failFast() {
        return failFast;
    }

    /** How many questions of one connection are worked on at once; further ones are not read meanwhile. */
    public int maxInFlight() {
        return maxInFlight;
    }

    /**
     * How many questions that came as datagrams are worked on at once on one socket; further ones are answered at once
     * that the server is overloaded.
     */
    public int maxDatagrams() {
        return maxDatagrams;
    }

    /** What the questions in flight of all sockets may hold together. */
    public InFlightMemory memory() {
        return memory;
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

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof ServingOptions other
                && timeout.equals(other.timeout)
                && failFast == other.failFast
                && maxInFlight == other.maxInFlight
                && maxDatagrams == other.maxDatagrams
                && memory.equals(other.memory);
    }

    @Override
    public int hashCode() {
        return Objects.hash(timeout, failFast, maxInFlight, maxDatagrams, memory);
    }

    @Override
    public String toString() {
        return "ServingOptions[timeout=" + timeout + ", failFast=" + failFast + ", maxInFlight=" + maxInFlight
                + ", maxDatagrams=" + maxDatagrams + ", memory=" + memory + "]";
    }
}
