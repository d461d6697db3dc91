package org.hedgerow.server.processes;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How processes that end are started again.
 *
 * <p>Immutable; any thread. Each {@code with} makes other options of these and throws {@link
 * IllegalArgumentException} if a time is negative, the first longer than the longest, or attempts below 1.
 */
public final class RestartOptions {
    private static final RestartOptions DEFAULTS =
            new RestartOptions(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(10), 5);

    private final Duration first;
    private final Duration longest;
    private final Duration steady;
    private final int attempts;

    private RestartOptions(Duration first, Duration longest, Duration steady, int attempts) {
        requireNonNull(first, "first");
        requireNonNull(longest, "longest");
        requireNonNull(steady, "steady");
        if (first.isNegative() || longest.compareTo(first) < 0 || steady.isNegative() || attempts < 1) {
            throw new IllegalArgumentException("expected times, the longest not below the first, and an attempt, found"
                    + " first " + first + ", longest " + longest + ", steady " + steady + ", attempts " + attempts);
        }
        this.first = first;
        this.longest = longest;
        this.steady = steady;
        this.attempts = attempts;
    }

    /** From 100 milliseconds to 10 seconds, reset after a run of 10 seconds, given up after 5 starts in vain. */
    public static RestartOptions defaults() {
        return DEFAULTS;
    }

    /** How long to wait before the first start again; doubled each time. */
    public Duration first() {
        return first;
    }

    /** How long to wait at most. */
    public Duration longest() {
        return longest;
    }

    /** How long a process must have run for its next wait to be the first again. */
    public Duration steady() {
        return steady;
    }

    /** After how many starts in vain all is given up, if the process was never ready. */
    public int attempts() {
        return attempts;
    }

    /** How long to wait before the next start, when so many runs in a row were short. */
    Duration pause(int shortRuns) {
        Duration wait = first;
        for (int i = 1; i < shortRuns && wait.compareTo(longest) < 0; i++) {
            // The longest may be too long to be half of anything.
            wait = wait.compareTo(longest.dividedBy(2)) > 0 ? longest : wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /** These options with other waits before a start again: the first, and the longest. */
    public RestartOptions withPauses(Duration first, Duration longest) {
        return new RestartOptions(first, longest, steady, attempts);
    }

    /** These options with another time after which a run was a steady one. */
    public RestartOptions withSteady(Duration steady) {
        return new RestartOptions(first, longest, steady, attempts);
    }

    /** These options with another number of starts in vain. */
    public RestartOptions withAttempts(int attempts) {
        return new RestartOptions(first, longest, steady, attempts);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof RestartOptions other
                && first.equals(other.first)
                && longest.equals(other.longest)
                && steady.equals(other.steady)
                && attempts == other.attempts;
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, longest, steady, attempts);
    }

    @Override
    public String toString() {
        return "RestartOptions[first=" + first + ", longest=" + longest + ", steady=" + steady + ", attempts="
                + attempts + "]";
    }
}
