package org.hedgerow.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final double NANOS_PER_SECOND = 1e9;

    private Words() {}

    /** {@code 1 name}, {@code 2 names}, {@code 3 processes}. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : what.endsWith("s") ? "es" : "s");
    }

    /** {@code 5s}, {@code 0.5s}, {@code 1m30s}: as options have it. */
    static String time(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** {@code 5.02 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / NANOS_PER_SECOND);
    }
}
