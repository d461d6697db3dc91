package org.hedgerow.samples.benchmarks;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the load generator has counted.
 *
 * @param seconds how long it counted
 * @param asked questions
 * @param answered right answers
 * @param lost questions without an answer within a second
 * @param wrong answers that were not those expected
 * @param checked answers that were compared in full
 * @param latencies nanoseconds, and how many answers took as long
 */
record LoadResult(
        double seconds, long asked, long answered, long lost, long wrong, long checked, List<long[]> latencies) {
    private static final long LONGEST_NANOS = 200_000_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final long SOME = 1000; // of which some have to have been compared in full

    /**
     * Reads what the load generator has printed.
     *
     * @param line one line; none if there was none
     * @throws ContenderException if it is no result
     */
    static LoadResult parse(@Nullable String line) throws ContenderException {
        try {
            LoadResult result = new Gson().fromJson(line, LoadResult.class);
            if (result != null) {
                return result;
            }
        } catch (JsonSyntaxException e) {
            // is said below
        }
        throw new ContenderException("the load generator should print a result, found: " + line);
    }

    /**
     * Refuses a result that is worth nothing.
     *
     * @throws ContenderException if answers are wrong or missing, or none was compared
     */
    LoadResult checkedThrough() throws ContenderException {
        if (wrong > 0) {
            throw new ContenderException(wrong + " answers of " + answered + " were wrong");
        }
        if (answered == 0) {
            throw new ContenderException("none of " + asked + " questions was answered");
        }
        if (checked == 0 && answered > SOME) {
            throw new ContenderException("no answer of " + answered + " was compared with the expected one");
        }
        return this;
    }

    double perSecond() {
        return answered / seconds;
    }

    /** Puts the rate, the latencies and losses. */
    void put(Sample sample, String units) {
        sample.put(units + "/s", perSecond());
        Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
        for (long[] each : latencies) {
            histogram.recordValueWithCount(Math.min(each[0], LONGEST_NANOS), each[1]);
        }
        sample.put("p50 us", histogram.getValueAtPercentile(50) / NANOS_PER_MICRO);
        sample.put("p99 us", histogram.getValueAtPercentile(99) / NANOS_PER_MICRO);
        sample.put("p999 us", histogram.getValueAtPercentile(99.9) / NANOS_PER_MICRO);
        if (lost > 0) {
            sample.note(lost + " of " + asked + " questions lost");
        }
    }
}
