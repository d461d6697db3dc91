package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rounds have had of a contender with one load. */
final class Samples {
    private final String contender;
    private final String load;
    private final String reference;
    private final List<Sample> values = new ArrayList<>();
    private final List<Sample> ratios = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private boolean failed;

    /** Of that contender, with the reference that it has; an empty one if it is one itself. */
    Samples(String contender, String load, String reference) {
        this.contender = contender;
        this.load = load;
        this.reference = reference;
    }

    /** Adds that of a round, and of its reference in that round, if there is one. */
    void add(Sample sample, @Nullable Sample ofReference) {
        values.add(sample);
        notes.addAll(sample.notes());
        if (ofReference != null) {
            ratios.add(sample.ratiosTo(ofReference));
        }
    }

    /** It has not done its work. */
    void fail(String why) {
        failed = true;
        notes.add(why);
    }

    boolean failed() {
        return failed;
    }

    Row row() {
        return Row.of(contender, load, values, reference, ratios, String.join("; ", notes));
    }
}
