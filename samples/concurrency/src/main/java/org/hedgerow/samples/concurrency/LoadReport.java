package org.hedgerow.samples.concurrency;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What became of a {@link Load}. Filled by one thread. */
final class LoadReport {
    private static final double MEBIBYTE = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Load load;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Histogram latencies = new Histogram(3);
    private long octets;
    private Duration elapsed = Duration.ZERO;

    LoadReport(Load load) {
        this.load = load;
    }

    void add(Map<Outcome, Long> more, Histogram times, long received) {
        more.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        latencies.add(times);
        octets += received;
    }

    LoadReport took(Duration time) {
        elapsed = time;
        return this;
    }

    /** How many connections went as they were meant to. */
    long succeeded() {
        return outcomes.getOrDefault(load.meant(), 0L);
    }

    /** How many connections went otherwise. */
    long failed() {
        return load.total() - succeeded();
    }

    double connectionsPerSecond() {
        return succeeded() / seconds();
    }

    double mebibytesPerSecond() {
        return octets / MEBIBYTE / seconds();
    }

    /** The time that so many percent of the connections took at most, from connect to the last octet. */
    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** {@code 0}, or {@code 3: 2 reset, 1 timed out}. */
    String failures() {
        String kinds = outcomes.entrySet().stream()
                .filter(each -> each.getKey() != load.meant())
                .map(each -> each.getValue() + " " + each.getKey().text())
                .collect(Collectors.joining(", "));
        return failed() == 0 ? "0" : failed() + ": " + kinds;
    }

    /** For people, in a few lines. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s in %.2f s: %.0f connections/s, %.1f MiB/s%nlatency ms: p50 %.2f, p90 %.2f, p99 %.2f, max %.2f%n"
                        + "failed: %s",
                Words.count(load.total(), "connection"),
                seconds(),
                connectionsPerSecond(),
                mebibytesPerSecond(),
                millis(50),
                millis(90),
                millis(99),
                millis(100),
                failures());
    }

    /**
     * As one object of JSON; times in milliseconds.
     *
     * @param shares of the workers, as lines for people
     */
    String json(List<String> shares) {
        String workers = shares.stream().map(line -> line.split("[: ]+", 4)[2]).collect(Collectors.joining(","));
        String failures = outcomes.entrySet().stream()
                .filter(each -> each.getKey() != load.meant())
                .map(each -> '"' + each.getKey().name().toLowerCase(Locale.ROOT) + "\":" + each.getValue())
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                "{\"connections\":%d,\"succeeded\":%d,\"octets\":%d,\"seconds\":%.3f,\"connectionsPerSecond\":%.1f,"
                        + "\"mebibytesPerSecond\":%.2f,\"millis\":{\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,"
                        + "\"max\":%.3f},\"failures\":{%s},\"workers\":[%s]}",
                load.total(),
                succeeded(),
                octets,
                seconds(),
                connectionsPerSecond(),
                mebibytesPerSecond(),
                millis(50),
                millis(90),
                millis(99),
                millis(100),
                failures,
                workers);
    }

    private double seconds() {
        return Math.max(1, elapsed.toNanos()) / NANOS_PER_SECOND;
    }
}
