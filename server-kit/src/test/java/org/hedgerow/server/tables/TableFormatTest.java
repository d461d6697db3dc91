package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which format a file shows, and what is said where that was not meant. */
class TableFormatTest {
    private static final TableFileOptions AUTO = TableFileOptions.defaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1 localhost",
                "# 10.1.1.1 is\n\n\t::1 localhost # six",
                "fe80::1%lo0 localhost\n127.0.0.1 localhost",
                "\uFEFF127.0.0.1 localhost"
            })
    void recognisesHosts(String content) throws TableFileException {
        assertThat(ReadTables.parse("f", content, AUTO))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("localhost 300 A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ORIGIN a.\n@ 60 A 1.2.3.4",
                "$TTL 60\na. A 1.2.3.4",
                "; the zone\na. 60 A 1.2.3.4",
                "\n  ; the zone\na. 60 A 1.2.3.4",
                "a. 60 A 1.2.3.4 ; the zone",
                "a. 60 IN A (\n1.2.3.4)",
                "a. ( 60 IN A 1.2.3.4 )",
            })
    void recognisesZones(String content) {
        ReadTables.refused(
                "f",
                content + "\n\nb. 1.2.3.4",
                AUTO,
                "f:" + (content.lines().count() + 2)
                        + ": read as a zone file; expected a record type, found \"1.2.3.4\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a. SOA b. c. 1 2 3 4 5               | a 5 SOA b c 1 2 3 4 5
                    a. 60 IN SOA b. c. 1 2 3 4 5         | a 60 SOA b c 1 2 3 4 5
                    a SOA b. c. 1 2 3 4 5                | a 300 SOA b. c. 1 2 3 4 5
                    a. SOA b c. 1 2 3 4 5                | a. 300 SOA b c. 1 2 3 4 5
                    a. SOA b. c 1 2 3 4 5                | a. 300 SOA b. c 1 2 3 4 5
                    a. A 1.2.3.4                         | a. 300 A 1.2.3.4
                    """)
    void aZoneIsOneWhoseSoaIsAbsolute(String line, String record) throws TableFileException {
        assertThat(ReadTables.parse("f", line, AUTO)).containsExactly(record);
    }

    @Test
    void withAnOriginOnlyAddressesAtTheSecondPlaceMakeATable() throws TableFileException {
        TableFileOptions options = AUTO.withOrigin(DomainName.of("example.com"));

        assertThat(ReadTables.parse("f", "www 60 IN A 1.2.3.4", options))
                .containsExactly("www.example.com 60 A 1.2.3.4");
        assertThat(ReadTables.parse("f", "www.a 1.2.3.4 A", options)).containsExactly("www.a 300 A 1.2.3.4");
        assertThat(ReadTables.parse("f", "1.2.3.4 www.a", options)).containsExactly("www.a 300 A 1.2.3.4");
    }

    @Test
    void aFormatThatIsStatedIsNotLookedFor() throws TableFileException {
        assertThat(ReadTables.parse("f", "1.2.3.4 60 A 5.6.7.8", AUTO.withFormat(TableFormat.TABLE)))
                .containsExactly("1.2.3.4 60 A 5.6.7.8");
        assertThat(ReadTables.parse("f", "a. 60 A 5.6.7.8", AUTO.withFormat(TableFormat.ZONE)))
                .containsExactly("a 60 A 5.6.7.8");
        ReadTables.refused(
                "f", "a. A x", AUTO.withFormat(TableFormat.ZONE), "f:1: expected an IPv4 address, found \"x\"");
    }

    @Test
    void saysAsWhatAFileWasReadThatIsMixed() {
        ReadTables.refused(
                "f",
                "127.0.0.1 localhost\na.com 1.2.3.4\n",
                AUTO.withStrict(true),
                "f:2: read as a hosts file; expected an IPv4 or IPv6 address, found \"a.com\"");
        ReadTables.refused(
                "f",
                "a.com 1.2.3.4\n; b\nc.com 1.2.3\n1.2.3.4 d.com\n$TTL 60\n",
                AUTO,
                "f:2: read as a table; expected an IPv4 or IPv6 address, found \"b\"",
                "f:3: expected an IPv4 or IPv6 address, found \"1.2.3\"",
                "f:4: read as a table; expected an IPv4 or IPv6 address, found \"d.com\"",
                "f:5: read as a table; expected a record type and a value, found \"$TTL 60\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "\n\n"})
    void nothingIsATable(String content) throws TableFileException {
        assertThat(ReadTables.parse("f", content, AUTO)).isEqualTo(List.of());
    }

    @Test
    void looksAtTheBeginningOnly() {
        String comments = "# comment\n".repeat(7_000);

        ReadTables.refused(
                "f",
                comments + "1.2.3.4 a.com",
                AUTO,
                "f:7001: read as a table; expected an IPv4 or IPv6 address, found \"a.com\"");
    }

    @Test
    void aLineThatCannotBeSplitDoesNotShowTheFormat() {
        ReadTables.refused(
                "f",
                "a \"\n1.2.3.4 a.com b..c\n",
                AUTO.withStrict(true),
                "f:1: read as a hosts file; expected an IPv4 or IPv6 address, found \"a\"",
                "f:2: read as a hosts file; expected a domain name, found \"b..c\"");
    }
}
