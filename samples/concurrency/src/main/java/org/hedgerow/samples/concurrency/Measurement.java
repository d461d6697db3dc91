package org.hedgerow.samples.concurrency;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a design did.
 *
 * @param label what it is called
 * @param load what it was asked for
 * @param report what became of that
 * @param workers how many connections each of its workers had, those to warm up among them; empty if it has no fixed ones
 * @param cpuMillis its processor time, of all of its processes
 * @param peakOctets the most resident memory that was seen, of all of its processes
 */
record Measurement(String label, Load load, LoadReport report, List<Long> workers, long cpuMillis, long peakOctets) {
    private static final double MEBIBYTE = 1 << 20;

    /** The fewest and the most connections that fell to one worker. */
    String spread() {
        return workers.isEmpty() ? "-" : Collections.min(workers) + ".." + Collections.max(workers);
    }

    double cpuMillisPerConnection() {
        return (double) cpuMillis / load.total();
    }

    double peakMebibytes() {
        return peakOctets / MEBIBYTE;
    }

    /** {@code 0}, or how many failed and how; for a design that serves nobody, how many it treated as it means to. */
    String failures() {
        String failures = report.failures();
        return load.meant() == Outcome.OK ? failures : failures + " (" + report.succeeded() + " resets meant)";
    }

    /** A line of a table, in the order of {@link #TITLES}. */
    List<String> cells() {
        return List.of(
                label,
                Long.toString(load.total()),
                format("%.0f", report.connectionsPerSecond()),
                format("%.1f", report.mebibytesPerSecond()),
                format("%.2f", report.millis(50)),
                format("%.2f", report.millis(99)),
                format("%.2f", report.millis(100)),
                failures(),
                spread(),
                format("%.2f", cpuMillisPerConnection()),
                format("%.0f", peakMebibytes()));
    }

    static final List<String> TITLES = List.of(
            "design",
            "connections",
            "conn/s",
            "MiB/s",
            "p50 ms",
            "p99 ms",
            "max ms",
            "failed",
            "per worker",
            "CPU ms/conn",
            "RSS MiB");

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
