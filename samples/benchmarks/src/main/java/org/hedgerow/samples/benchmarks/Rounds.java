package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs contenders one after the other, round by round, so that what else the machine does falls on all of them. The first
 * contender is the reference of the ratios.
 *
 * @param <W> what they are given to work on
 */
final class Rounds<W> {
    private final List<Contender<W>> contenders;
    private final int rounds;
    private final PrintWriter progress;

    Rounds(List<Contender<W>> contenders, int rounds, PrintWriter progress) {
        this.contenders = contenders;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * A row for each contender.
     *
     * @param load what rows call the work
     * @param directory where directories for the contenders are made
     */
    List<Row> run(W work, String load, Path directory) throws IOException, InterruptedException {
        Map<String, List<Sample>> samples = new HashMap<>();
        Map<String, List<Sample>> ratios = new HashMap<>();
        Map<String, String> notes = new HashMap<>();
        for (int round = 1; round <= rounds; round++) {
            Sample reference = null;
            for (Contender<W> each : contenders) {
                String name = each.name();
                if (notes.containsKey(name)) {
                    continue; // what has failed once is not tried again
                }
                progress.printf("%s, round %d of %d: %s%n", load, round, rounds, name);
                progress.flush();
                try {
                    Sample sample = run(each, work, directory);
                    samples.computeIfAbsent(name, key -> new ArrayList<>()).add(sample);
                    if (each == contenders.get(0)) {
                        reference = sample;
                    } else if (reference != null) {
                        ratios.computeIfAbsent(name, key -> new ArrayList<>()).add(sample.ratiosTo(reference));
                    }
                } catch (ContenderException e) {
                    notes.put(name, String.valueOf(e.getMessage()));
                }
            }
        }
        return contenders.stream()
                .map(Contender::name)
                .map(name -> Row.of(
                        name,
                        load,
                        samples.getOrDefault(name, List.of()),
                        ratios.getOrDefault(name, List.of()),
                        notes.getOrDefault(name, "")))
                .toList();
    }

    private Sample run(Contender<W> contender, W work, Path directory)
            throws ContenderException, IOException, InterruptedException {
        Optional<String> missing = contender.missing();
        if (missing.isPresent()) {
            throw new ContenderException(missing.get());
        }
        try (TemporaryDirectory own = new TemporaryDirectory(Files.createTempDirectory(directory, "contender"))) {
            return contender.run(work, own.path());
        }
    }
}
