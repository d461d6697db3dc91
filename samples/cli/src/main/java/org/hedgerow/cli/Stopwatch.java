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
        long notFound = count(replies, Reply.Outcome.NOT_FOUND);
        long failed = count(replies, Reply.Outcome.FAILED);
        return Words.count(replies.size(), "name") + ": "
                + count(replies, Reply.Outcome.FOUND) + " found, "
                + (notFound == 0 ? "" : notFound + " not found, ")
                + count(replies, Reply.Outcome.TIMED_OUT) + " timed out, "
                + (failed == 0 ? "" : failed + " failed, ")
                + Words.seconds(elapsed());
    }

    private static long count(List<Reply> replies, Reply.Outcome outcome) {
        return replies.stream().filter(reply -> reply.outcome() == outcome).count();
    }
}
