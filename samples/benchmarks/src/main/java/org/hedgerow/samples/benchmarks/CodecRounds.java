package org.hedgerow.samples.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Measures all parts, round by round; for each work the contender that is named first is the reference of the ratios. */
final class CodecRounds {
    private final JmhRun jmh;
    private final int rounds;
    private final PrintWriter progress;

    CodecRounds(JmhRun jmh, int rounds, PrintWriter progress) {
        this.jmh = jmh;
        this.rounds = rounds;
        this.progress = progress;
    }

    private record Key(String contender, String work) {}

    /** A row for each part with each of its parameters. */
    List<Row> run(List<CodecPart> parts) throws RunnerException {
        Map<Key, List<Sample>> samples = new LinkedHashMap<>();
        Map<Key, List<Sample>> ratios = new HashMap<>();
        Map<String, String> firsts = new HashMap<>();
        for (int round = 1; round <= rounds; round++) {
            Map<String, Sample> references = new HashMap<>();
            for (CodecPart part : parts) {
                progress.printf("%s, round %d of %d: %s%n", part.work(), round, rounds, part.contender());
                progress.flush();
                jmh.measure(part).forEach((work, sample) -> {
                    Key key = new Key(part.contender(), work);
                    samples.computeIfAbsent(key, absent -> new ArrayList<>()).add(sample);
                    firsts.putIfAbsent(work, part.contender());
                    Sample reference = references.putIfAbsent(work, sample);
                    if (reference != null) {
                        ratios.computeIfAbsent(key, absent -> new ArrayList<>()).add(sample.ratiosTo(reference));
                    }
                });
            }
        }
        return samples.entrySet().stream()
                .map(each -> Row.of(
                        each.getKey().contender(),
                        each.getKey().work(),
                        each.getValue(),
                        referenceOf(each.getKey(), firsts),
                        ratios.getOrDefault(each.getKey(), List.of()),
                        ""))
                .toList();
    }

    private static String referenceOf(Key measured, Map<String, String> firsts) {
        String first = firsts.getOrDefault(measured.work(), "");
        return first.equals(measured.contender()) ? "" : first;
    }
}
