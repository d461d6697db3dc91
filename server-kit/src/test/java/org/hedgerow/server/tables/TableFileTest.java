package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {

    @Test
    void readsTheRecordsOfTheCourse() throws TableFileException {
        assertThat(parse("www.princeton.edu 128.1.1.4 A\nGOOGLE.com 46.1.3.7 A\n"))
                .containsExactly("www.princeton.edu 128.1.1.4 A IN", "GOOGLE.com 46.1.3.7 A IN");
    }

    @Test
    void readsAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("ts1.txt"), "amazon.com 94.5.6.7 A\n");

        assertThat(TableFile.read(file)).map(ResourceRecord::toString).containsExactly("amazon.com 94.5.6.7 A IN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.com 1.2.3.4",
                "a.com 1.2.3.4 A",
                "a.com 1.2.3.4 a",
                "a.com 1.2.3.4 TYPE1",
                "  a.com \t 1.2.3.4\tA  ",
                "\na.com 1.2.3.4\n\n",
                "a.com 1.2.3.4\r\n",
                "# the table\r\n\r\na.com 1.2.3.4 A\r\n",
                "a.com 1.2.3.4 A # the best one",
                "a.com 1.2.3.4#the best one",
                "\t# indented\na.com 1.2.3.4",
                "\uFEFFa.com 1.2.3.4\n",
                "# naïve\na.com 1.2.3.4\n"
            })
    void readsOneRecordHoweverItIsSetOut(String content) throws TableFileException {
        assertThat(parse(content)).containsExactly("a.com 1.2.3.4 A IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "   \t", "# nothing", "\uFEFF"})
    void readsNoRecordsFromNothing(String content) throws TableFileException {
        assertThat(parse(content)).isEmpty();
    }

    @Test
    void keepsOrderAndSpellingAndSeveralRecordsOfAName() throws TableFileException {
        assertThat(
                        parse(
                                "B.com 1.1.1.1\na.com 2.2.2.2\nb.COM 3.3.3.3\nbücher.example 4.4.4.4\na.com 2001:DB8::0:1 AAAA\n"))
                .containsExactly(
                        "B.com 1.1.1.1 A IN",
                        "a.com 2.2.2.2 A IN",
                        "b.COM 3.3.3.3 A IN",
                        "bücher.example 4.4.4.4 A IN",
                        "a.com 2001:db8::1 AAAA IN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a.com 1.2.3.400       | an IPv4 or IPv6 address, found "1.2.3.400"
                    a.com 1.2.3           | an IPv4 or IPv6 address, found "1.2.3"
                    a.com b.com           | an IPv4 or IPv6 address, found "b.com"
                    a.com ::1::           | an IPv4 or IPv6 address, found "::1::"
                    a.com 1.2.3.4 AAAA    | type A, which fits the address, found "AAAA"
                    a.com ::1 A           | type AAAA, which fits the address, found "A"
                    a.com 1.2.3.4 MX      | type A, which fits the address, found "MX"
                    a..com 1.2.3.4        | a domain name, found "a..com"
                    .com 1.2.3.4          | a domain name, found ".com"
                    a.com                 | "Name IPaddress [Type]", found "a.com"
                    a.com 1.2.3.4 A IN    | "Name IPaddress [Type]", found "a.com 1.2.3.4 A IN"
                    a.com # 1.2.3.4       | "Name IPaddress [Type]", found "a.com # 1.2.3.4"
                    """)
    void saysWhatIsWrongWithALine(String line, String problem) {
        refused("\n" + line + "\n", "tables/ts1.txt:2: expected " + problem);
    }

    @Test
    void doesNotTakeANameWithALongLabel() {
        String label = "a".repeat(64);

        refused(label + ".com 1.2.3.4", "tables/ts1.txt:1: expected a domain name, found \"" + label + "\"");
    }

    @Test
    void tellsAllBadLinesAtOnce() {
        TableFileException refused = refused(
                "a.com 1.2.3.4\nb.com\nc.com 1.2.3.4\nd.com x\n",
                "tables/ts1.txt:2: expected \"Name IPaddress [Type]\", found \"b.com\"",
                "tables/ts1.txt:4: expected an IPv4 or IPv6 address, found \"x\"");

        assertThat(refused.total()).isEqualTo(2);
        assertThat(refused).hasMessage(String.join("\n", refused.problems()));
    }

    @Test
    void describesTwentyBadLinesAndCountsTheRest() {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> parse("a.com\n".repeat(33)))
                .satisfies(refused -> {
                    assertThat(refused.problems()).hasSize(20);
                    assertThat(refused.problems().get(19)).startsWith("tables/ts1.txt:20: ");
                    assertThat(refused.total()).isEqualTo(33);
                    assertThat(refused.getMessage()).endsWith("\nand 13 more");
                    assertThat(refused.getMessage().lines()).hasSize(21);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a.com \0 1.2.3.4   | an IPv4 or IPv6 address or a record type, found "?"
                    a.com\7. 1.2.3.4   | a domain name, found "a.com?."
                    a.com \33[2J        | an IPv4 or IPv6 address, found "?[2J"
                    a.com\f1.2.3.4     | "Name IPaddress [Type]", found "a.com?1.2.3.4"
                    """)
    void showsControlCharactersSafely(String line, String problem) {
        refused(line, "tables/ts1.txt:1: expected " + problem);
    }

    @Test
    void doesNotTakeACarriageReturnWithinALine() {
        refused(
                "a.com 1.2.3.4\rb.com 1.2.3.4",
                "tables/ts1.txt:1: expected an IPv4 or IPv6 address, found \"1.2.3.4?b.com\"");
    }

    @Test
    void doesNotTakeANameThatIsNotUtf8() {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(
                        () -> TableFile.parse("ts1.txt", "na\u00EFve 1.2.3.4".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessage("ts1.txt:1: expected a domain name, found \"na?ve\"");
    }

    @Test
    void doesNotTakeUtf16() {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> TableFile.parse("ts1.txt", "a.com 1.2.3.4\n".getBytes(StandardCharsets.UTF_16LE)))
                .withMessageStartingWith("ts1.txt:1: expected an IPv4 or IPv6 address, found \"?1?.?2?.?3?.?4?\"");
    }

    @Test
    void limitsTheLengthOfALine() throws TableFileException {
        String most = "a.com 1.2.3.4 #" + "x".repeat(TableFile.MAX_LINE_OCTETS - 15);

        assertThat(parse(most + "\r\n")).hasSize(1);
        refused(
                most + "x",
                "tables/ts1.txt:1: expected at most 65536 octets in a line, found \"" + most.substring(0, 64) + "\"");
    }

    @Test
    void namesTheFileThatIsMissing(@TempDir Path directory) {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> TableFile.read(directory.resolve("none.txt")));
    }

    private static List<String> parse(String content) throws TableFileException {
        return TableFile.parse("tables/ts1.txt", content.getBytes(StandardCharsets.UTF_8)).stream()
                .map(ResourceRecord::toString)
                .toList();
    }

    private static TableFileException refused(String content, String... problems) {
        return assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> parse(content))
                .satisfies(refused -> assertThat(refused.problems()).containsExactly(problems))
                .actual();
    }
}
