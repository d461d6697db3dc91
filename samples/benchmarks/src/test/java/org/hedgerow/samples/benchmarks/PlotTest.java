package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {
    @Test
    void drawsBarsAsLongAsTheirMedians() throws Exception {
        Report report = report(row("A <&> B", 100, 50, 200), row("Hedgerow", 200, 200, 200));
        NodeList bars = parse(new Plot(report).svg()).getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(3); // the first is the background
        assertThat(width(bars, 1) * 2).isEqualTo(width(bars, 2));
    }

    @Test
    void drawsALineFromTheLeastToTheGreatest() throws Exception {
        Report report = report(row("A", 100, 50, 200));
        NodeList lines = parse(new Plot(report).svg()).getElementsByTagName("path");
        assertThat(((Element) lines.item(0)).getAttribute("d"))
                .startsWith("M410.0 ")
                .contains("H740.0");
    }

    @Test
    void leavesOutContendersWithoutFigures() throws Exception {
        Report report = report(row("A", 1, 1, 1), new Row("B", "load", Map.of(), "A", Map.of(), "not installed"));
        assertThat(parse(new Plot(report).svg()).getElementsByTagName("rect").getLength())
                .isEqualTo(2);
    }

    private static double width(NodeList bars, int index) {
        return Double.parseDouble(((Element) bars.item(index)).getAttribute("width"));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Row row(String name, double median, double min, double max) {
        return new Row(name, "load", Map.of("queries/s", new Spread(median, min, max)), "", Map.of(), "");
    }

    private static Report report(Row... rows) {
        return new Report("suite", Map.of(), 1, List.of(rows));
    }
}
