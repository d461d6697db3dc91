package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A contender with one load, over the rounds.
 *
 * @param contender its name
 * @param load what it worked on
 * @param values what was measured, by title
 * @param ratios the same as multiples of the reference in the same round; empty for the reference
 * @param note why there is nothing, or is less than there should be; empty if all is well
 */
record Row(String contender, String load, Map<String, Spread> values, Map<String, Spread> ratios, String note) {
    static Row of(String contender, String load, List<Sample> samples, List<Sample> ratios, String note) {
        return new Row(contender, load, spreads(samples), spreads(ratios), note);
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
