package org.hedgerow.samples.support;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown, its columns wide enough to be read as plain text: the first ones text, the others numbers. */
public final class TextTable {
    private final int texts;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Has no rows yet.
     *
     * @param texts how many columns are text
     */
    public TextTable(int texts, List<String> titles) {
        this.texts = texts;
        rows.add(titles);
    }

    /** One more row. */
    public void add(List<String> cells) {
        rows.add(cells);
    }

    /** The table, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                String blank = " ".repeat(width(i) - row.get(i).length());
                cells.add(i < texts ? row.get(i) + blank : blank + row.get(i));
            }
            lines.add("| " + String.join(" | ", cells) + " |");
        }
        lines.add(1, rule());
        return lines;
    }

    private String rule() {
        return rows.get(0).stream()
                .map(title -> rows.get(0).indexOf(title))
                .map(i -> i < texts ? "-".repeat(width(i) + 2) : "-".repeat(width(i) + 1) + ":")
                .collect(Collectors.joining("|", "|", "|"));
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
