package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs contenders one after the other, round by round, so that what else the machine does falls on all of them. The first
 * contender is the reference of the ratios, but for those that name another.
 *
 * @param <W> what they are given to work on
 */
final class Rounds<W> {
    private final List<Contender<W>> contenders;
    private final int rounds;
    private final QuietMachine quiet;
    private final PrintWriter progress;

    Rounds(List<Contender<W>> contenders, int rounds, QuietMachine quiet, PrintWriter progress) {
        this.contenders = contenders;
        this.rounds = rounds;
        this.quiet = quiet;
        this.progress = progress;
    }

    /**
     * A row for each contender.
     *
     * @param load what rows call the work
     * @param directory where directories for the contenders are made
     */
    List<Row> run(W work, String load, Path directory) throws IOException, InterruptedException {
        Map<String, Samples> all = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            Map<String, Sample> ofRound = new HashMap<>();
            for (Contender<W> each : contenders) {
                Samples samples = all.computeIfAbsent(each.name(), name -> new Samples(name, load, reference(each)));
                if (samples.failed()) {
                    continue; // what has failed once is not tried again
                }
                progress.printf("%s, round %d of %d: %s%n", load, round, rounds, each.name());
                progress.flush();
                try {
                    Sample sample = run(each, work, directory);
                    samples.add(sample, ofRound.get(reference(each)));
                    ofRound.put(each.name(), sample);
                } catch (ContenderException e) {
                    samples.fail(String.valueOf(e.getMessage()));
                }
            }
        }
        return all.values().stream().map(Samples::row).toList();
    }

    private String reference(Contender<W> contender) {
        String first = contenders.get(0).name();
        return contender.name().equals(first) ? "" : contender.reference().orElse(first);
    }

    private Sample run(Contender<W> contender, W work, Path directory)
            throws ContenderException, IOException, InterruptedException {
        Optional<String> missing = contender.missing();
        if (missing.isPresent()) {
            throw new ContenderException(missing.get());
        }
        boolean still = quiet.await();
        try (TemporaryDirectory own = new TemporaryDirectory(Files.createTempDirectory(directory, "contender"))) {
            Sample sample = contender.run(work, own.path());
            return still ? sample : sample.note("the machine was not quiet");
        }
    }
}
