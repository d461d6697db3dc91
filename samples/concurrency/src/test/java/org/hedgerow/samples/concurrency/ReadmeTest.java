package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README is about the program that there is. */
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
    private static final Pattern CHAPTER = Pattern.compile("\\]\\(#([^)]+)\\)");

    private static Path module;
    private static String readme;

    @BeforeAll
    static void read() throws IOException {
        module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        readme = Files.readString(module.resolve("README.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare.txt", "threads.txt", "sendfile.txt"})
    void itsTablesAreTheResults(String file) throws IOException {
        assertThat(readme).contains(Files.readString(module.resolve("results").resolve(file)));
    }

    /** What a page says was measured is what the table says: the 99th percentile and the processor time, of each way. */
    @Test
    void itsPagesQuoteTheResults() throws IOException {
        List<String[]> rows = Files.readAllLines(module.resolve("results/compare.txt")).stream()
                .skip(2)
                .map(line -> line.split(" *\\| +", -1))
                .filter(row -> readme.contains("\n## " + row[1].split(" ")[0] + "\n"))
                .filter(row -> !row[1].startsWith("sendfile"))
                .toList();
        assertThat(rows).hasSize(9);
        for (String[] row : rows) {
            int start = readme.indexOf("\n## " + row[1].split(" ")[0] + "\n");
            String page =
                    readme.substring(start, readme.indexOf("\n## ", start + 1)).replaceAll("\\s+", " ");
            assertThat(page).as(row[1]).contains("p99 " + row[6] + " ms, " + row[10] + " ms of CPU");
        }
    }

    @Test
    void everyDesignHasAPage() {
        assertThat(Run.of("list").out())
                .allSatisfy(line -> assertThat(readme).containsPattern("(?m)^## .*\\b" + line.split(" ")[0] + "$"));
    }

    @Test
    void itsLinksLeadSomewhere() {
        assertThat(LINK.matcher(readme).results().map(link -> link.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(link -> assertThat(module.resolve(link)).exists());
    }

    @Test
    void itsTableOfContentsNamesChapters() {
        String anchors = readme.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^a-z0-9_ -]", "").replace(' ', '-'))
                .reduce("", (all, each) -> all + each + "\n");

        assertThat(CHAPTER.matcher(readme).results().map((MatchResult link) -> link.group(1)))
                .hasSizeGreaterThan(15)
                .allSatisfy(anchor -> assertThat(anchors.lines()).contains(anchor));
    }
}
