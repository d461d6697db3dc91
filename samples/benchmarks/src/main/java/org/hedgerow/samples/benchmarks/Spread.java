package org.hedgerow.samples.benchmarks;

import java.util.List;

/**
 * A value over the rounds.
 *
 * @param median the middle one
 * @param min the least
 * @param max the greatest
 */
record Spread(double median, double min, double max) {
    /** Of at least one value. */
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
