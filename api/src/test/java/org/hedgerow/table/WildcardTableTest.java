package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.table.Tables.ask;
import static org.hedgerow.table.Tables.question;
import static org.hedgerow.table.Tables.table;

import org.hedgerow.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTableTest {
    private static final String NODATA = "NO_SUCH_TYPE: example. 60 SOA ns.example. who.example. 1 2 3 4 60";

    /** The zone of RFC 4592, section 2.2.1. */
    private final Table rfc = table("""
            example.                 3600 SOA   ns.example. who.example. 1 2 3 4 60
            example.                 3600 NS    ns.example.com.
            example.                 3600 NS    ns.example.net.
            *.example.               3600 TXT   "this is a wildcard"
            *.example.               3600 MX    10 host1.example.
            sub.*.example.           3600 TXT   "this is not a wildcard"
            host1.example.           3600 A     192.0.2.1
            _ssh._tcp.host1.example. 3600 SRV   0 0 22 host1.example.
            _ssh._tcp.host2.example. 3600 SRV   0 0 22 host2.example.
            subdel.example.          3600 NS    ns.example.com.
            subdel.example.          3600 NS    ns.example.net.
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    host3.example. MX             | host3.example. 3600 MX 10 host1.example.
                    host3.example. A              | NODATA
                    foo.bar.example. TXT          | foo.bar.example. 3600 TXT "this is a wildcard"
                    host1.example. MX             | NODATA
                    sub.*.example. MX             | NODATA
                    _telnet._tcp.host1.example. SRV | NXDOMAIN
                    host.subdel.example. A        | NXDOMAIN
                    ghost.*.example. MX           | NXDOMAIN
                    """)
    void answersTheExamplesOfTheRfc(String question, String answer) {
        // But for host.subdel.example: there a name server refers to the servers of the zone below, which tables do
        // not.
        expect(question, answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    *.example. TXT                | *.example. 3600 TXT "this is a wildcard"
                    *.example. A                  | NODATA
                    sub.*.example. TXT            | sub.*.example. 3600 TXT "this is not a wildcard"
                    HOST3.Example. MX             | HOST3.Example. 3600 MX 10 host1.example.
                    a.b.c.d.e.example. ANY        | a.b.c.d.e.example. 3600 TXT "this is a wildcard"
                    _tcp.host1.example. TXT       | NODATA
                    _tcp.host2.example. TXT       | NODATA
                    host2.example. TXT            | NODATA
                    www.host2.example. TXT        | NXDOMAIN
                    example. TXT                  | NODATA
                    *.host1.example. TXT          | NXDOMAIN
                    a.*.example. TXT              | NXDOMAIN
                    """)
    void theClosestNameThatIsThereDecides(String question, String answer) {
        expect(question, answer);
    }

    private void expect(String question, String answer) {
        String soa = NODATA.substring(NODATA.indexOf(':'));
        String expected = answer.equals("NODATA") ? NODATA : answer.equals("NXDOMAIN") ? "NO_SUCH_NAME" + soa : answer;
        assertThat(ask(rfc, question)).isEqualTo(expected);
    }

    @Test
    void aWildcardWithNamesBelowItAndNoDataHasNoType() {
        Table table = table("sub.*.example 60 A 192.0.2.1");
        assertThat(ask(table, "host.example A")).isEqualTo("NO_SUCH_TYPE");
        assertThat(ask(table, "*.example A")).isEqualTo("NO_SUCH_TYPE");
        assertThat(ask(table, "sub.host.example A")).isEqualTo("NO_SUCH_TYPE");
        assertThat(ask(table, "sub.*.example A")).isEqualTo("sub.*.example 60 A 192.0.2.1");
    }

    @Test
    void anAsteriskWithinANameOrLabelIsNoWildcard() {
        Table table = table("""
                a.*.example 60 A 192.0.2.1
                *a.example  60 A 192.0.2.2
                """);
        assertThat(ask(table, "a.b.example A")).isEqualTo("NO_SUCH_TYPE"); // *.example is there without data
        assertThat(ask(table, "ba.example A")).isEqualTo("NO_SUCH_TYPE");
        assertThat(ask(table, "*A.example A")).isEqualTo("*a.example 60 A 192.0.2.2");
    }

    @Test
    void aWildcardBelowTheRootSpeaksForAllThatIsNotThere() {
        Table table = table("""
                *           60 A 192.0.2.1
                www.example 60 A 192.0.2.2
                """);
        assertThat(ask(table, "a.b.c A")).isEqualTo("a.b.c 60 A 192.0.2.1");
        assertThat(ask(table, "www.example A")).isEqualTo("www.example 60 A 192.0.2.2");
        assertThat(ask(table, "ftp.example A")).isEqualTo("NO_SUCH_NAME");
        assertThat(ask(table, ". A")).isEqualTo("NO_SUCH_TYPE");
    }

    @Test
    void wildcardsOfWildcardsNest() {
        Table table = table("""
                *.*.example 60 A 192.0.2.1
                *.example   60 A 192.0.2.2
                """);
        assertThat(ask(table, "a.*.example A")).isEqualTo("a.*.example 60 A 192.0.2.1");
        assertThat(ask(table, "a.b.example A")).isEqualTo("a.b.example 60 A 192.0.2.2");
    }

    @Test
    void anApexIsNoWildcard() { // RFC 4592, section 4.1
        Table table = table("""
                example.   60 SOA ns.example. who.example. 1 2 3 4 60
                *.example. 60 SOA ns.example. who.example. 1 2 3 4 60
                *.example. 60 A   192.0.2.1
                """);
        assertThat(ask(table, "a.example. A")).startsWith("NO_SUCH_NAME: example.");
        assertThat(ask(table, "*.example. A")).isEqualTo("*.example. 60 A 192.0.2.1");
        assertThat(ask(table, "a.*.example. A")).startsWith("NO_SUCH_NAME: *.example.");
    }

    @Test
    void aWildcardDoesNotReachIntoAZone() {
        Table table = table("""
                *.example.  60 A   192.0.2.1
                a.example.  60 SOA ns.example. who.example. 1 2 3 4 60
                """);
        assertThat(ask(table, "b.example. A")).isEqualTo("b.example. 60 A 192.0.2.1");
        assertThat(ask(table, "b.a.example. A")).startsWith("NO_SUCH_NAME: a.example.");
    }

    @Test
    void anAnswerThatIsMadeForTheNameIsEqualEachTime() {
        Found first = (Found) rfc.find(question("host3.example. MX"));
        assertThat(rfc.find(question("host3.example. MX"))).isEqualTo(first);
        assertThat(rfc.find(question("*.example. MX"))).isSameAs(rfc.find(question("*.example. MX")));
    }
}
