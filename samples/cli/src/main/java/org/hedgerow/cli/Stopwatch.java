package org.hedgerow.cli;

import java.time.Duration;
import java.util.List;

/** Time since it was made, and what was reached in it. */
final class Stopwatch {
    private final long start = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** As {@code 5 names: 3 found, 2 timed out, 5.02 s}. */
    String summary(List<Reply> replies) {
        long found = replies.stream().filter(Reply::isFound).count();
        return Words.count(replies.size(), "name") + ": " + found + " found, " + (replies.size() - found)
                + " timed out, " + Words.seconds(elapsed());
    }
}
