package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hedgerow.table.Tables.ask;
import static org.hedgerow.table.Tables.question;
import static org.hedgerow.table.Tables.table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTableTest {
    private final Table table = table("""
            example.com.         3600 SOA ns.example.com. who.example.com. 1 2 3 4 60
            example.com.         3600 NS  ns.example.com.
            www.example.com.     3600 A   192.0.2.1
            a.b.example.com.     3600 A   192.0.2.2
            c.d.sub.example.com. 3600 SOA ns.example.com. who.example.com. 1 2 3 4 7200
            h.c.d.sub.example.com. 3600 A 192.0.2.3
            stray.example.net.   3600 A   192.0.2.4
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    www.example.com. AAAA         | NO_SUCH_TYPE | example.com. 60
                    ftp.example.com. A            | NO_SUCH_NAME | example.com. 60
                    x.y.z.example.com. A          | NO_SUCH_NAME | example.com. 60
                    x.www.example.com. A          | NO_SUCH_NAME | example.com. 60
                    example.com. A                | NO_SUCH_TYPE | example.com. 60
                    EXAMPLE.com. TXT              | NO_SUCH_TYPE | example.com. 60
                    b.example.com. A              | NO_SUCH_TYPE | example.com. 60
                    b.example.com. ANY            | NO_SUCH_TYPE | example.com. 60
                    sub.example.com. A            | NO_SUCH_TYPE | example.com. 60
                    d.sub.example.com. A          | NO_SUCH_TYPE | example.com. 60
                    x.sub.example.com. A          | NO_SUCH_NAME | example.com. 60
                    c.d.sub.example.com. A        | NO_SUCH_TYPE | c.d.sub.example.com. 3600
                    x.c.d.sub.example.com. A      | NO_SUCH_NAME | c.d.sub.example.com. 3600
                    h.c.d.sub.example.com. TXT    | NO_SUCH_TYPE | c.d.sub.example.com. 3600
                    """)
    void theInnermostZoneSaysWhatIsNotThere(String question, String kind, String soa) {
        assertThat(ask(table, question))
                .startsWith(kind + ": " + soa + " SOA ns.example.com. who.example.com. 1 2 3 4 ");
    }

    @Test
    void saysSoWithTheSameObjectsEachTime() {
        assertThat(table.find(question("a.example.com A"))).isSameAs(table.find(question("b.c.example.com TXT")));
        assertThat(table.find(question("www.example.com TXT"))).isSameAs(table.find(question("b.example.com A")));
    }

    @Test
    void foundRecordsKeepTheirTtl() {
        assertThat(ask(table, "example.com SOA"))
                .isEqualTo("example.com. 3600 SOA ns.example.com. who.example.com. 1 2 3 4 60");
    }

    @Test
    void nameServersOfAZoneBelowAreDataLikeOthers() {
        assertThat(ask(table("""
                                example.     60 SOA ns. who. 1 2 3 4 60
                                sub.example. 60 NS  ns.sub.example.
                                """), "sub.example. NS")).isEqualTo("sub.example. 60 NS ns.sub.example.");
    }

    @ParameterizedTest
    @CsvSource({"example.org A", "com A", "net A", "example.net A", "x.example.net A", ". A"})
    void namesOutsideOfTheZonesAreElsewhere(String question) {
        assertThat(ask(table, question)).isEqualTo("ELSEWHERE");
        assertThat(table.find(question(question))).isSameAs(table.find(question("other.org A")));
    }

    @Test
    void namesOutsideOfTheZonesThatHaveRecordsAreNot() {
        assertThat(ask(table, "stray.example.net A")).isEqualTo("stray.example.net. 3600 A 192.0.2.4");
        assertThat(ask(table, "stray.example.net AAAA")).isEqualTo("NO_SUCH_TYPE");
    }

    @Test
    void withoutZonesWhatIsNotThereDoesNotExist() {
        Table noZones = table("a.b.example 60 A 192.0.2.1");
        assertThat(ask(noZones, "example.org A")).isEqualTo("NO_SUCH_NAME");
        assertThat(ask(noZones, "b.b.example A")).isEqualTo("NO_SUCH_NAME");
        assertThat(ask(noZones, "b.example A")).isEqualTo("NO_SUCH_TYPE");
        assertThat(ask(noZones, "example A")).isEqualTo("NO_SUCH_TYPE");
        assertThat(ask(noZones, ". A")).isEqualTo("NO_SUCH_TYPE");
    }

    @Test
    void theRootMayBeAZone() {
        Table root = table("""
                .         86400 SOA ns.example. who.example. 1 2 3 4 86400
                a.b.      60    A   192.0.2.1
                """);
        assertThat(ask(root, ". NS")).startsWith("NO_SUCH_TYPE: . 86400 SOA");
        assertThat(ask(root, "b. A")).startsWith("NO_SUCH_TYPE: . 86400 SOA");
        assertThat(ask(root, "c. A")).startsWith("NO_SUCH_NAME: . 86400 SOA");
    }

    @Test
    void aZoneStartsOnce() {
        String soa = "example. 60 SOA ns.example. who.example. 1 2 3 4 60\n";
        assertThat(table(soa + soa).size()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(soa + soa.replace("1 2", "2 2")))
                .withMessage("expected no SOA record of example. but the one, found"
                        + " \"SOA ns.example. who.example. 2 2 3 4 60\"");
    }

    @Test
    void theSameDataIsKeptOnceAndTheSmallestTtlIsForAll() { // RFC 2181, section 5
        Table doubled = table("""
                a.example 60 A 192.0.2.1
                a.example 50 A 192.0.2.2
                A.example 40 A 192.0.2.1
                a.example 30 MX 1 M.example
                a.example 90 MX 1 m.example
                """);
        assertThat(ask(doubled, "a.example A")).isEqualTo("a.example 40 A 192.0.2.1; a.example 40 A 192.0.2.2");
        assertThat(ask(doubled, "a.example MX")).isEqualTo("a.example 30 MX 1 M.example");
        assertThat(doubled.size()).isEqualTo(3);
    }
}
