package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several files of one table: given side by side, or including each other. */
class TableFilesTest {
    private final Map<Path, String> files = new LinkedHashMap<>();
    private final List<Path> opened = new ArrayList<>();
    private int open;

    @Test
    void readsFilesOfSeveralFormatsInTheirOrder() throws IOException {
        file("b.txt", "b.com 1.2.3.4");
        file("hosts", "1.2.3.4 a.com\n1.2.3.5 b.com");
        file("z.zone", "$ORIGIN c.com.\n@ 60 A 1.2.3.6");

        assertThat(read("b.txt", "hosts", "z.zone"))
                .containsExactly(
                        "b.com 300 A 1.2.3.4", "a.com 300 A 1.2.3.4", "b.com 300 A 1.2.3.5", "c.com 60 A 1.2.3.6");
        assertThat(opened).containsExactly(Path.of("b.txt"), Path.of("hosts"), Path.of("z.zone"));
        assertThat(open).isZero();
    }

    @Test
    void aListOfNoFilesHasNoRecords() throws IOException {
        assertThat(read()).isEmpty();
    }

    @Test
    void conflictsOfTwoFilesAreToldWithBothPlaces() {
        file("a.txt", "\nx.example CNAME y.example\nz.example 1.1.1.1");
        file("b.txt", "y.example 1.2.3.4\n\nX.example 1.2.3.4\nz.example CNAME y.example\nx.example CNAME z.example");

        refused(
                List.of("a.txt", "b.txt"),
                "b.txt:3: expected nothing of X.example beside its CNAME record in a.txt:2, found \"A 1.2.3.4\"",
                "b.txt:4: expected no CNAME record of z.example beside its A record in a.txt:3, found \"CNAME y.example\"",
                "b.txt:5: expected no CNAME record of x.example but the one in a.txt:2, found \"CNAME z.example\"");
    }

    @Test
    void theFirstTwentyProblemsOfAllFilesAreDescribed() {
        file("a.txt", "x\n".repeat(15));
        file("b.txt", "a CNAME b\n" + "a 1.2.3.4\n".repeat(4));
        file("c.txt", "x\n".repeat(10));

        TableFileException refused = assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> read("a.txt", "b.txt", "c.txt"))
                .actual();

        assertThat(refused.problems()).hasSize(20);
        assertThat(refused.problems().get(14)).startsWith("a.txt:15: ");
        assertThat(refused.problems().get(15)).startsWith("b.txt:2: ");
        assertThat(refused.problems().get(19)).startsWith("c.txt:1: ");
        assertThat(refused.total()).isEqualTo(29);
    }

    @Test
    void aFileThatIsMissingIsToldAsSuch() {
        file("a.txt", "x");

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> read("a.txt", "b.txt"));
        assertThat(open).isZero();
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsToldAsSuch() {
        FileOpener broken = file -> new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("bad block");
                }
                return '\n';
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> TableFiles.read(List.of(Path.of("a")), TableFileOptions.defaults(), broken, each -> {}))
                .withMessage("bad block");
    }

    @Test
    void aFileIncludesOthers() throws IOException {
        file("zones/main.zone", """
                $ORIGIN example.com.
                $TTL 60
                a A 1.1.1.1
                $INCLUDE inner/b.zone
                  A 1.1.1.2
                $INCLUDE "inner/b.zone" sub ; once more
                c A 1.1.1.3
                """);
        file("zones/inner/b.zone", """
                b A 2.2.2.1
                $TTL 70
                $ORIGIN other
                b A 2.2.2.2
                $INCLUDE ../c.zone
                """);
        file("zones/c.zone", "@ A 3.3.3.3\n");

        assertThat(read("zones/main.zone"))
                .containsExactly(
                        "a.example.com 60 A 1.1.1.1",
                        "b.example.com 60 A 2.2.2.1",
                        "b.other.example.com 70 A 2.2.2.2",
                        "other.example.com 70 A 3.3.3.3",
                        "a.example.com 60 A 1.1.1.2",
                        "b.sub.example.com 60 A 2.2.2.1",
                        "b.other.sub.example.com 70 A 2.2.2.2",
                        "other.sub.example.com 70 A 3.3.3.3",
                        "c.example.com 60 A 1.1.1.3");
        assertThat(opened)
                .map(Path::normalize)
                .containsExactly(
                        Path.of("zones/main.zone"),
                        Path.of("zones/inner/b.zone"),
                        Path.of("zones/c.zone"),
                        Path.of("zones/inner/b.zone"),
                        Path.of("zones/c.zone"));
        assertThat(open).isZero();
    }

    @Test
    void problemsOfFilesThatAreIncludedComeInTheOrderOfReading() {
        file("a.zone", "$ORIGIN e.\nx 60 A x\ny 60 CNAME z\n$INCLUDE b.zone\nx 60 A y\ny 60 A 1.2.3.4\n");
        file("b.zone", " 60 A x\ny 60 A 1.1.1.1\n");

        refused(
                List.of("a.zone"),
                "a.zone:2: read as a zone file; expected an IPv4 address, found \"x\"",
                "b.zone:1: expected a name, for there is none above to take over, found \" 60 A x\"",
                "b.zone:2: expected nothing of y.e beside its CNAME record in a.zone:3, found \"A 1.1.1.1\"",
                "a.zone:5: read as a zone file; expected an IPv4 address, found \"y\"",
                "a.zone:6: expected nothing of y.e beside its CNAME record in line 3, found \"A 1.2.3.4\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    $INCLUDE none.zone          | a file that can be read (java.nio.file.NoSuchFileException: zones/none.zone), found "none.zone"
                    $INCLUDE ../other.zone      | a file within zones, found "../other.zone"
                    $INCLUDE /etc/passwd        | a file within zones, found "/etc/passwd"
                    $INCLUDE main.zone          | no file that includes itself, found "main.zone"
                    $INCLUDE inner/../main.zone | no file that includes itself, found "inner/../main.zone"
                    $INCLUDE                    | "$INCLUDE file [origin]", found "$INCLUDE"
                    $INCLUDE a b c              | "$INCLUDE file [origin]", found "$INCLUDE a b c"
                    $INCLUDE a b..              | a domain name, found "b.."
                    """)
    void saysWhatIsWrongWithAnInclude(String line, String problem) {
        file("zones/main.zone", "$ORIGIN a.\n" + line + "\n");

        String found =
                problem.replace("within zones", "within " + Path.of("zones").toAbsolutePath());
        refused(List.of("zones/main.zone"), "zones/main.zone:2: read as a zone file; expected " + found);
    }

    @Test
    void aCircleOfFilesIsToldWhereItCloses() {
        file("a.zone", "$TTL 60\n$INCLUDE b.zone\n");
        file("b.zone", "$INCLUDE c.zone\n");
        file("c.zone", "\n$INCLUDE a.zone\n");

        refused(List.of("a.zone"), "c.zone:2: expected no file that includes itself, found \"a.zone\"");
    }

    @Test
    void limitsHowDeepFilesIncludeEachOther() throws IOException {
        file("0", "$TTL 60\n$INCLUDE 1\n");
        for (int i = 1; i < 8; i++) {
            file(String.valueOf(i), "$INCLUDE " + (i + 1));
        }
        file("8", "a. A 1.2.3.4\n");
        assertThat(read("0")).hasSize(1);

        file("8", "$INCLUDE 9");
        refused(List.of("0"), "8:1: expected at most 8 files that include each other, found \"$INCLUDE 9\"");
        assertThat(open).isZero();
    }

    @Test
    void doesNotIncludeWhatItMayNot() {
        file("a.zone", "$TTL 60\n$INCLUDE b.zone");
        file("b.zone", "a. A 1.2.3.4");

        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> TableFiles.read(
                        List.of(Path.of("a.zone")), TableFileOptions.defaults(), this::open, each -> {}))
                .withMessageContaining("TableFileOptions.withIncludes");
        assertThat(opened).containsExactly(Path.of("a.zone"));
    }

    @Test
    void contentWithoutAFileIncludesNone() {
        ReadTables.refused(
                "z",
                "$INCLUDE b.zone",
                TableFileOptions.defaults().withIncludes(true),
                "z:1: read as a zone file; expected no $INCLUDE in what is no file, found \"$INCLUDE b.zone\"");
    }

    private void file(String name, String content) {
        files.put(Path.of(name), content);
    }

    /** Opens a file that comes in small pieces. */
    private InputStream open(Path file) throws IOException {
        opened.add(file);
        String content = files.get(file.normalize());
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        open++;
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 7));
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    private List<String> read(String... names) throws IOException {
        List<Path> paths = List.of(names).stream().map(Path::of).toList();
        List<ResourceRecord> records = new ArrayList<>();
        TableFiles.read(paths, TableFileOptions.defaults().withIncludes(true), this::open, records::add);
        return ReadTables.described(records);
    }

    private void refused(List<String> names, String... problems) {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> read(names.toArray(String[]::new)))
                .satisfies(refused -> assertThat(refused.problems()).containsExactly(problems));
    }
}
