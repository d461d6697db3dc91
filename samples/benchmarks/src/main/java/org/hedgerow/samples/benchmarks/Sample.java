package org.hedgerow.samples.benchmarks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What one run of one contender has measured: values by their titles, which name the units, in the order of the table. */
final class Sample {
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    Sample put(String title, double value) {
        values.put(title, value);
        return this;
    }

    /** Says something that whoever reads the values should know. */
    Sample note(String note) {
        notes.add(note);
        return this;
    }

    /** What there is to say besides; a view. */
    Set<String> notes() {
        return notes;
    }

    /** The values; a view. */
    Map<String, Double> values() {
        return values;
    }

    /** How often the values of the reference these are, where both have one: more is more of it. */
    Sample ratiosTo(Sample reference) {
        Sample ratios = new Sample();
        values.forEach((title, value) -> {
            Double other = reference.values.get(title);
            if (other != null && other > 0) {
                ratios.put(title, value / other);
            }
        });
        return ratios;
    }
}
