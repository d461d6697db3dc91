package org.hedgerow.samples.benchmarks;

import java.util.List;

/**
 * Whether the load waits for answers (a closed loop), or asks at a steady rate whatever the server does (an open loop). Exactly
 * one of the two numbers is above 0 for an open loop, none for a closed one.
 *
 * @param rate questions a second
 * @param percent of what the contender answers in a closed loop just before
 */
record Pace(int rate, int percent) {
    private static final int ALL = 100;

    boolean needsPeak() {
        return percent > 0;
    }

    boolean open() {
        return rate > 0 || percent > 0;
    }

    /** Options of the load generator, where a closed loop has reached that peak. */
    List<String> options(double peak) {
        return open() ? List.of("--rate", Long.toString(perSecond(peak))) : List.of();
    }

    private long perSecond(double peak) {
        return needsPeak() ? Math.max(1, (long) (peak * percent / ALL)) : rate;
    }

    /** What rows call a load at this pace. */
    String load(Load load) {
        if (!open()) {
            return load.text();
        }
        String asked = needsPeak() ? percent + " % of the peak" : rate + "/s";
        return load.openText().isEmpty() ? asked : load.openText() + ", " + asked;
    }

    /** For the description of the run. */
    String described() {
        if (!open()) {
            return "closed loop: what is answered is asked anew";
        }
        return "open loop" + (needsPeak() ? ", after a closed loop that finds each contender's peak" : "")
                + "; latencies from when a question was due";
    }
}
