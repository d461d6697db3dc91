package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Medians of a suite as bars, with a line from the least to the greatest value: for each load the rates, then the processor
 * time.
 */
final class Plot {
    private static final List<String> TITLES = List.of(
            "queries/s",
            "connections/s",
            "CPU us/query",
            "CPU us/connection",
            "KiB/connection",
            "first answer s",
            "resident MiB");
    private static final int LABELS = 300;
    private static final int BARS = 440;
    private static final int NUMBERS = 110;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int MARGIN = 12;

    private final Report report;
    private final List<String> parts = new ArrayList<>();
    private int y = MARGIN;

    Plot(Report report) {
        this.report = report;
    }

    /** An image of its own. */
    String svg() {
        parts.clear();
        y = MARGIN;
        Set<String> loads = new LinkedHashSet<>();
        report.rows().forEach(row -> loads.add(row.load()));
        for (String title : TITLES) {
            for (String load : loads) {
                block(title, load);
            }
        }
        int width = LABELS + BARS + NUMBERS;
        int height = y + MARGIN;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" font-size="12">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                %3$s
                </svg>
                """.formatted(width, height, String.join("\n", parts));
    }

    private void block(String title, String load) {
        Map<String, Spread> bars = new LinkedHashMap<>();
        double most = 0;
        for (Row row : report.rows()) {
            Spread value = row.values().get(title);
            if (row.load().equals(load) && value != null) {
                bars.put(row.contender(), value);
                most = Math.max(most, value.max());
            }
        }
        if (most <= 0) {
            return;
        }
        text(MARGIN, "start", "font-weight=\"bold\"", report.suite() + ", " + load + ": " + title);
        y += ROW;
        double scale = BARS / most;
        bars.forEach((name, value) -> bar(name, value, scale));
        y += ROW / 2;
    }

    private void bar(String name, Spread value, double scale) {
        text(LABELS - MARGIN, "end", "", name);
        int middle = y + ROW / 2;
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LABELS,
                middle - BAR / 2,
                value.median() * scale,
                BAR,
                name.startsWith("Hedgerow") ? "#3a7d44" : "#9aa5b1");
        add(
                "<path d=\"M%1$.1f %3$dH%2$.1fM%1$.1f %4$dv8M%2$.1f %4$dv8\" stroke=\"#222222\"/>",
                LABELS + value.min() * scale, LABELS + value.max() * scale, middle, middle - BAR / 4 - 1);
        text((int) (LABELS + value.max() * scale) + MARGIN / 2, "start", "", Numbers.text(value.median()));
        y += ROW;
    }

    private void text(int x, String anchor, String more, String text) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" %s>%s</text>", x, y + ROW * 2 / 3, anchor, more, escaped(text));
    }

    private void add(String format, Object... values) {
        parts.add(String.format(Locale.ROOT, format, values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
