package org.hedgerow.samples.benchmarks;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a suite has found.
 *
 * @param suite its command
 * @param machine what it ran on, and the versions of all, by what they are
 * @param rounds how many
 * @param rows the contenders, load by load
 */
record Report(String suite, Map<String, String> machine, int rounds, List<Row> rows) {
    static Report read(Path file) throws IOException {
        return new GsonBuilder().create().fromJson(Files.readString(file), Report.class);
    }

    void write(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n");
    }

    /** Medians as a table in Markdown, with the multiples of the reference in brackets, and what there is to say besides. */
    List<String> lines() {
        Set<String> titles = new LinkedHashSet<>();
        rows.forEach(row -> titles.addAll(row.values().keySet()));
        List<String> head = new ArrayList<>(List.of("contender", "load"));
        head.addAll(titles);
        TextTable table = new TextTable(head);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.contender(), row.load()));
            titles.forEach(title -> cells.add(cell(row, title)));
            table.add(cells);
        }
        List<String> lines = new ArrayList<>(table.lines());
        rows.stream()
                .filter(row -> !row.note().isEmpty())
                .forEach(row -> lines.add(row.contender() + ", " + row.load() + ": " + row.note()));
        lines.add("");
        lines.add("Medians of " + rounds + (rounds == 1 ? " round" : " rounds")
                + "; in brackets: times the first contender in the same round.");
        machine.forEach((what, value) -> lines.add("- " + what + ": " + value));
        return lines;
    }

    private static String cell(Row row, String title) {
        Spread value = row.values().get(title);
        if (value == null) {
            return "-";
        }
        Spread ratio = row.ratios().get(title);
        return number(value.median()) + (ratio == null ? "" : " (" + number(ratio.median()) + ")");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
