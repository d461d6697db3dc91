package org.hedgerow.server.processes;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How processes that end are started again.
 *
 * @param first how long to wait before the first start again; doubled each time
 * @param longest how long to wait at most
 * @param steady how long a process must have run for its next wait to be the first again
 * @param attempts after how many starts in vain all is given up, if the process was never ready
 */
public record RestartOptions(Duration first, Duration longest, Duration steady, int attempts) {
    private static final RestartOptions DEFAULTS =
            new RestartOptions(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(10), 5);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a time is negative, the first longer than the longest, or attempts below 1
     */
    public RestartOptions {
        requireNonNull(first, "first");
        requireNonNull(longest, "longest");
        requireNonNull(steady, "steady");
        if (first.isNegative() || longest.compareTo(first) < 0 || steady.isNegative() || attempts < 1) {
            throw new IllegalArgumentException("expected times, the longest not below the first, and an attempt, found"
                    + " first " + first + ", longest " + longest + ", steady " + steady + ", attempts " + attempts);
        }
    }

    /** From 100 milliseconds to 10 seconds, reset after a run of 10 seconds, given up after 5 starts in vain. */
    public static RestartOptions defaults() {
        return DEFAULTS;
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
}
