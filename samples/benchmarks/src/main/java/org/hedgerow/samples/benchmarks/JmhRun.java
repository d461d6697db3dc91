package org.hedgerow.samples.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures parts by JMH.
 *
 * @param seconds of an iteration
 * @param forked whether in a JVM of its own
 */
record JmhRun(double seconds, boolean forked) {
    private static final int ITERATIONS = 3;
    private static final String OCTETS = "gc.alloc.rate.norm"; // GCProfiler's allocated octets for an operation

    /** What the part costs, by what it works on, with each of its parameters. */
    Map<String, Sample> measure(CodecPart part) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(Math.max(1, Math.round(seconds * 1000)));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include('^' + Pattern.quote(part.benchmark()) + '$')
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(forked ? 1 : 0)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(time)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(time)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (RunResult each : results) {
            samples.put(part.work() + parameters(each.getParams()), sample(part, each));
        }
        return samples;
    }

    private static Sample sample(CodecPart part, RunResult result) {
        Result<?> octets = result.getSecondaryResults().get(OCTETS);
        if (octets == null) {
            throw new IllegalStateException(part.benchmark() + ": expected JMH to tell " + OCTETS + ", found "
                    + result.getSecondaryResults().keySet());
        }
        return new Sample().put("ns/op", result.getPrimaryResult().getScore()).put("octets/op", octets.getScore());
    }

    /** As {@code , 10 000 names}: parameters are called by what they count. */
    private static String parameters(BenchmarkParams parameters) {
        StringBuilder text = new StringBuilder();
        for (String key : parameters.getParamsKeys()) {
            int count = Integer.parseInt(parameters.getParam(key));
            text.append(", ").append(String.format(Locale.ROOT, "%,d", count).replace(',', ' '));
            text.append(' ').append(count == 1 ? key.substring(0, key.length() - 1) : key);
        }
        return text.toString();
    }
}
