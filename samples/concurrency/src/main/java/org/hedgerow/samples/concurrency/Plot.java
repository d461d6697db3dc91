package org.hedgerow.samples.concurrency;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The measurements as a picture (SVG): bars side by side, one row for each design. Legible on light and on dark. */
final class Plot {
    private static final int WIDTH = 1100;
    private static final int LABELS = 280;
    private static final int PANEL = 270;
    private static final int BAR = 160;
    private static final int TOP = 78;
    private static final int ROW = 26;
    private static final String STYLE = """
            <style>
            .ground { fill: #ffffff } text { fill: #1f2328; font: 13px system-ui, sans-serif }
            .title { font-size: 16px; font-weight: 600 } .head { font-weight: 600 } .note { fill: #59636e }
            .bar { fill: #2f6fbf } .faint { fill: #a9c7ea } .stripe { fill: #f3f5f8 }
            @media (prefers-color-scheme: dark) {
            .ground { fill: #0d1117 } text { fill: #e6edf3 } .note { fill: #9198a1 }
            .bar { fill: #58a6ff } .faint { fill: #264f7d } .stripe { fill: #161b22 }
            }
            </style>
            """;

    private final Load load;
    private final List<Measurement> rows;
    private final StringBuilder svg = new StringBuilder();

    Plot(Load load, List<Measurement> rows) {
        this.load = load;
        this.rows = rows;
    }

    /** The picture; made once. */
    String svg() {
        int height = TOP + rows.size() * ROW + 16;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                WIDTH, height, WIDTH, height);
        svg.append(STYLE);
        add("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>", WIDTH, height);
        text(16, 26, "title", "Designs of a concurrent server, side by side");
        String what =
                String.format(Locale.ROOT, "%d clients at once, %d octets a connection", load.children(), load.bytes());
        text(16, 46, "note", what + "; latency and processor time on a logarithmic scale");
        for (int i = 0; i < rows.size(); i++) {
            if (i % 2 == 0) {
                add("<rect class=\"stripe\" x=\"8\" y=\"%d\" width=\"%d\" height=\"%d\"/>", y(i), WIDTH - 16, ROW);
            }
            text(16, y(i) + 18, "", label(rows.get(i)));
        }
        linear(0, "connections/s", each -> each.report().connectionsPerSecond());
        logarithmic(
                1,
                "latency, p50 and p99 in ms",
                each -> each.report().millis(50),
                each -> each.report().millis(99));
        ToDoubleFunction<Measurement> cpu = Measurement::cpuMillisPerConnection;
        logarithmic(2, "server's CPU, ms/connection", cpu, cpu);
        return svg.append("</svg>\n").toString();
    }

    /** A design that is spared the full load says so. */
    private String label(Measurement row) {
        int children = row.load().children();
        return row.label() + (children == load.children() ? "" : ", " + children + " clients");
    }

    private void linear(int panel, String title, ToDoubleFunction<Measurement> value) {
        double most = rows.stream().mapToDouble(value).max().orElse(1);
        text(x(panel), TOP - 10, "head", title);
        for (int i = 0; i < rows.size(); i++) {
            double each = value.applyAsDouble(rows.get(i));
            int end = bar(panel, i, "bar", most > 0 ? each / most : 0);
            text(end + 6, y(i) + 18, "", number(each));
        }
    }

    /** The lower value is a bar, and what the higher one has more is a fainter bar. */
    private void logarithmic(
            int panel, String title, ToDoubleFunction<Measurement> low, ToDoubleFunction<Measurement> high) {
        double most = rows.stream().mapToDouble(high).max().orElse(1);
        double least =
                rows.stream().mapToDouble(low).filter(each -> each > 0).min().orElse(most);
        text(x(panel), TOP - 10, "head", title);
        for (int i = 0; i < rows.size(); i++) {
            double lower = low.applyAsDouble(rows.get(i));
            double higher = high.applyAsDouble(rows.get(i));
            int end = bar(panel, i, "faint", share(higher, least, most));
            bar(panel, i, "bar", share(lower, least, most));
            text(end + 6, y(i) + 18, "", number(lower) + (low == high ? "" : " / " + number(higher)));
        }
    }

    /** The smallest value is a tenth of the width, the largest all of it. */
    private static double share(double value, double least, double most) {
        if (value <= 0) {
            return 0;
        }
        return most <= least ? 1 : 0.1 + 0.9 * Math.log(value / least) / Math.log(most / least);
    }

    private int bar(int panel, int row, String style, double share) {
        int width = (int) Math.max(1, Math.round(share * BAR));
        add(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>",
                style, x(panel), y(row) + 5, width, ROW - 10);
        return x(panel) + width;
    }

    private static int x(int panel) {
        return LABELS + panel * PANEL;
    }

    private static int y(int row) {
        return TOP + row * ROW;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private void text(int x, int y, String style, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>", x, y, style, escaped);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
