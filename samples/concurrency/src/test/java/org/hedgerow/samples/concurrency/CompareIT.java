package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class CompareIT {
    @TempDir
    Path directory;

    @Test
    void printsATableAndWritesAPicture() throws Exception {
        try (GalleryProcess compare = GalleryProcess.start(
                directory,
                "compare",
                "--designs",
                "event-loop,prethreaded-accept,reset,sendfile",
                "-c",
                "2",
                "-t",
                "10",
                "-b",
                "1000",
                "-n",
                "2",
                "--warm-up",
                "10")) {
            assertThat(compare.exitCode()).as("%s", compare).isZero();

            assertThat(compare.out()).hasSize(8);
            assertThat(compare.out()).first().asString().contains("design", "conn/s", "p99 ms", "RSS MiB");
            assertThat(compare.out()).anyMatch(line -> line.startsWith("| event-loop (poll) "));
            assertThat(compare.out()).anyMatch(line -> line.startsWith("| reset ") && line.contains("20 resets meant"));
            assertThat(compare.err()).contains("1 of 6: event-loop", "6 of 6: sendfile --copy");
        }
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("compare.svg").toFile());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getDocumentElement().getTextContent()).contains("prethreaded-accept", "sendfile --copy");
    }
}
