package org.hedgerow.samples.benchmarks;

import java.util.Locale;

/** How numbers are printed: with three digits or more. */
final class Numbers {
    private Numbers() {}

    static String text(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
