package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.hedgerow.samples.support.TextTable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PlotTest {
    private static final Load LOAD = new Load(1, 1, 1, Outcome.OK);

    @Test
    void thePictureIsWellFormedWhateverTheFigures() throws Exception {
        Document svg =
                parse(new Plot(LOAD, List.of(measured("a < b & c", 5_000_000, 10), measured("none", 0, 0))).svg());

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getDocumentElement().getTextContent()).contains("a < b & c", "5.00 / 5.00");
        assertThat(parse(new Plot(LOAD, List.of()).svg())
                        .getElementsByTagName("text")
                        .getLength())
                .isEqualTo(5);
    }

    @Test
    void theTableIsMarkdown() {
        TextTable table = new TextTable(1, List.of("design", "conn/s"));
        table.add(List.of("event-loop", "8"));

        assertThat(table.lines())
                .containsExactly(
                        "| design     | conn/s |", //
                        "|------------|-------:|",
                        "| event-loop |      8 |");
    }

    private static Measurement measured(String label, long nanos, long cpuMillis) {
        Histogram latencies = new Histogram(3);
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        if (nanos > 0) {
            latencies.recordValue(nanos);
            outcomes.put(Outcome.OK, 1L);
        }
        LoadReport report = new LoadReport(LOAD);
        report.add(outcomes, latencies, 1);
        return new Measurement(label, LOAD, report.took(Duration.ofSeconds(1)), List.of(1L, 3L), cpuMillis, 1 << 20);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
