package org.hedgerow.samples.benchmarks;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.hedgerow.samples.support.TextTable;

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

    /**
     * Medians as a table in Markdown, with the multiples of the reference in brackets, what there is to say besides, and if there
     * were several rounds another table of the least and greatest values.
     */
    List<String> lines() {
        List<String> lines = new ArrayList<>(table(Report::median));
        rows.stream()
                .filter(row -> !row.note().isEmpty())
                .forEach(row -> lines.add(row.contender() + ", " + row.load() + ": " + row.note()));
        lines.add("");
        lines.add("Medians of " + rounds + (rounds == 1 ? " round" : " rounds") + "; in brackets: times " + references()
                + " in the same round.");
        machine.forEach((what, value) -> lines.add("- " + what + ": " + value));
        if (rounds > 1) {
            lines.addAll(List.of("", "Least and greatest values:", ""));
            lines.addAll(table(Report::range));
        }
        return lines;
    }

    private List<String> table(BiFunction<Row, String, String> cell) {
        Set<String> titles = new LinkedHashSet<>();
        rows.forEach(row -> titles.addAll(row.values().keySet()));
        List<String> head = new ArrayList<>(List.of("contender", "load"));
        head.addAll(titles);
        TextTable table = new TextTable(2, head);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.contender(), row.load()));
            titles.forEach(title -> cells.add(cell.apply(row, title)));
            table.add(cells);
        }
        return table.lines();
    }

    /** The first contender, and the references that others have instead. */
    private String references() {
        String first = rows.isEmpty() ? "" : rows.get(0).contender();
        StringBuilder text = new StringBuilder(first);
        Set<String> others = new LinkedHashSet<>();
        for (Row row : rows) {
            String reference = row.reference();
            if (reference != null && !reference.isEmpty() && !reference.equals(first)) {
                others.add(" (" + row.contender() + ": times " + reference + ")");
            }
        }
        others.forEach(text::append);
        return text.toString();
    }

    private static String median(Row row, String title) {
        Spread value = row.values().get(title);
        if (value == null) {
            return "-";
        }
        Spread ratio = row.ratios().get(title);
        return Numbers.text(value.median()) + (ratio == null ? "" : " (" + Numbers.text(ratio.median()) + ")");
    }

    private static String range(Row row, String title) {
        Spread value = row.values().get(title);
        return value == null ? "-" : Numbers.text(value.min()) + ".." + Numbers.text(value.max());
    }
}
