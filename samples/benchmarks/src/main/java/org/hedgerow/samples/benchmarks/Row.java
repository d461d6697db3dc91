package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contender with one load, over the rounds.
 *
 * @param contender its name
 * @param load what it worked on
 * @param values what was measured, by title
 * @param reference the contender that is the measure of it; empty if it is one itself, none in files of old, where it was the first
 * @param ratios the values as multiples of the reference's in the same round; empty for a reference
 * @param note why there is nothing, or is less than there should be; empty if all is well
 */
record Row(
        String contender,
        String load,
        Map<String, Spread> values,
        @Nullable String reference,
        Map<String, Spread> ratios,
        String note) {
    static Row of(
            String contender, String load, List<Sample> samples, String reference, List<Sample> ratios, String note) {
        return new Row(contender, load, spreads(samples), reference, spreads(ratios), note);
    }

    private static Map<String, Spread> spreads(List<Sample> samples) {
        Map<String, List<Double>> byTitle = new LinkedHashMap<>();
        for (Sample each : samples) {
            each.values()
                    .forEach((title, value) -> byTitle.computeIfAbsent(title, key -> new ArrayList<>())
                            .add(value));
        }
        Map<String, Spread> spreads = new LinkedHashMap<>();
        byTitle.forEach((title, values) -> spreads.put(title, Spread.of(values)));
        return spreads;
    }
}
