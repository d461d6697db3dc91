package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a suite's results go, besides the directory of the last results.
 *
 * @param json a file for the numbers
 * @param directory for numbers and plot, by the name of the suite
 */
record Results(@Nullable Path json, @Nullable Path directory) {
    /** Writes them wherever they go. */
    void keep(Report report) throws IOException {
        report.write(Checkout.last().resolve(report.suite() + ".json"));
        if (json != null) {
            report.write(json);
        }
        if (directory != null) {
            report.write(directory.resolve(report.suite() + ".json"));
            Files.writeString(directory.resolve(report.suite() + ".svg"), new Plot(report).svg());
        }
    }

    /** The newest there are: of those that suites have left, and those that belong to the sources. */
    static Optional<Path> newest() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path each : List.of(Checkout.last(), Checkout.committed())) {
            if (Files.isDirectory(each)) {
                try (Stream<Path> files = Files.list(each)) {
                    files.filter(file -> file.toString().endsWith(".json")).forEach(all::add);
                }
            }
        }
        return all.stream().max(Comparator.comparing(Results::written));
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
