package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hedgerow.table.Tables.ask;
import static org.hedgerow.table.Tables.question;
import static org.hedgerow.table.Tables.table;

import java.util.List;
import org.hedgerow.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasTableTest {
    private static final String SOA = "example. 60 SOA ns.example. who.example. 1 2 3 4 60";

    private final Table table = table("""
            example.        3600 SOA   ns.example. who.example. 1 2 3 4 60
            www.example.    10   CNAME Web.example.
            ftp.example.    20   CNAME www.example.
            web.example.    30   A     192.0.2.1
            web.example.    30   A     192.0.2.2
            web.example.    40   AAAA  2001:db8::1
            mail.example.   10   CNAME mx.example.
            mx.example.     10   MX    10 web.example.
            gone.example.   10   CNAME nobody.example.
            gone2.example.  10   CNAME gone.example.
            above.example.  10   CNAME empty.example.
            a.empty.example. 10  A     192.0.2.3
            out.example.    10   CNAME www.example.net.
            out2.example.   10   CNAME out.example.
            loop1.example.  10   CNAME loop2.example.
            loop2.example.  10   CNAME loop3.example.
            loop3.example.  10   CNAME loop2.example.
            self.example.   10   CNAME self.example.
            *.wild.example. 10   CNAME web.example.
            *.star.example. 10   A     192.0.2.4
            star.example.   10   CNAME any.star.example.
            *.eats.example. 10   CNAME tail.eats.example.
            www.far.net.    10   CNAME web.example.
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    www.example. A       | www.example. 10 CNAME Web.example.; web.example. 30 A 192.0.2.1; web.example. 30 A 192.0.2.2
                    www.example. AAAA    | www.example. 10 CNAME Web.example.; web.example. 40 AAAA 2001:db8::1
                    WWW.example. ANY     | www.example. 10 CNAME Web.example.; web.example. 30 A 192.0.2.1; web.example. 30 A 192.0.2.2
                    www.example. CNAME   | www.example. 10 CNAME Web.example.
                    www.example. TYPE46  | NO_SUCH_TYPE: example. 60 SOA ns.example. who.example. 1 2 3 4 60
                    ftp.example. AAAA    | ftp.example. 20 CNAME www.example.; www.example. 10 CNAME Web.example.; web.example. 40 AAAA 2001:db8::1
                    ftp.example. CNAME   | ftp.example. 20 CNAME www.example.
                    mail.example. ANY    | mail.example. 10 CNAME mx.example.; mx.example. 10 MX 10 web.example.
                    star.example. A      | star.example. 10 CNAME any.star.example.; any.star.example. 10 A 192.0.2.4
                    www.far.net. AAAA    | www.far.net. 10 CNAME web.example.; web.example. 40 AAAA 2001:db8::1
                    """)
    void followsAliases(String question, String answer) {
        assertThat(ask(table, question)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    www.example. TXT     | NO_SUCH_TYPE: www.example. 10 CNAME Web.example.
                    mail.example. A      | NO_SUCH_TYPE: mail.example. 10 CNAME mx.example.
                    above.example. A     | NO_SUCH_TYPE: above.example. 10 CNAME empty.example.
                    above.example. ANY   | NO_SUCH_TYPE: above.example. 10 CNAME empty.example.
                    gone.example. A      | NO_SUCH_NAME: gone.example. 10 CNAME nobody.example.
                    gone.example. ANY    | NO_SUCH_NAME: gone.example. 10 CNAME nobody.example.
                    gone2.example. A     | NO_SUCH_NAME: gone2.example. 10 CNAME gone.example.; gone.example. 10 CNAME nobody.example.
                    x.wild.example. TXT  | NO_SUCH_TYPE: x.wild.example. 10 CNAME web.example.
                    """)
    void saysWhatTheTargetDoesNotHave(String question, String answer) {
        assertThat(ask(table, question)).isEqualTo(answer + "; " + SOA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    out.example. A       | out.example. 10 CNAME www.example.net.
                    out.example. ANY     | out.example. 10 CNAME www.example.net.
                    out2.example. A      | out2.example. 10 CNAME out.example.; out.example. 10 CNAME www.example.net.
                    out2.example. ANY    | out2.example. 10 CNAME out.example.; out.example. 10 CNAME www.example.net.
                    """)
    void leavesOffWhereTheTableEnds(String question, String answer) {
        assertThat(ask(table, question)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    self.example. A      | self.example. 10 CNAME self.example.
                    loop2.example. A     | loop2.example. 10 CNAME loop3.example.; loop3.example. 10 CNAME loop2.example.
                    loop1.example. ANY   | loop1.example. 10 CNAME loop2.example.; loop2.example. 10 CNAME loop3.example.; loop3.example. 10 CNAME loop2.example.
                    tail.eats.example. A | tail.eats.example. 10 CNAME tail.eats.example.
                    head.eats.example. A | head.eats.example. 10 CNAME tail.eats.example.; tail.eats.example. 10 CNAME tail.eats.example.
                    *.eats.example. A    | *.eats.example. 10 CNAME tail.eats.example.; tail.eats.example. 10 CNAME tail.eats.example.
                    """)
    void doesNotGoInCircles(String question, String answer) {
        assertThat(ask(table, question)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    x.Wild.example. AAAA  | x.Wild.example. 10 CNAME web.example.; web.example. 40 AAAA 2001:db8::1
                    x.y.wild.example. ANY | x.y.wild.example. 10 CNAME web.example.; web.example. 30 A 192.0.2.1; web.example. 30 A 192.0.2.2
                    x.wild.example. CNAME | x.wild.example. 10 CNAME web.example.
                    *.wild.example. AAAA  | *.wild.example. 10 CNAME web.example.; web.example. 40 AAAA 2001:db8::1
                    """)
    void followsTheAliasOfAWildcard(String question, String answer) {
        assertThat(ask(table, question)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "www.example. A", "www.example. ANY", "www.example. TXT", "www.example. CNAME", "gone.example. A",
        "out.example. A", "out2.example. ANY", "loop1.example. A", "star.example. A", "*.wild.example. A"
    })
    void returnsTheSameObjectEachTime(String question) {
        assertThat(table.find(question(question))).isSameAs(table.find(question(question)));
    }

    @Test
    void whereOnlyTheAliasIsKnownItIsTheAnswerToItsOwnType() {
        assertThat(table.find(question("out.example. A"))).isSameAs(table.find(question("out.example. CNAME")));
    }

    @Test
    void withoutZonesATargetThatIsMissingIsSomewhereElse() {
        Table noZones = table("""
                www.example 10 CNAME web.example
                ftp.example 10 CNAME host.example
                host.example 10 A 192.0.2.1
                """);
        assertThat(ask(noZones, "www.example A")).isEqualTo("www.example 10 CNAME web.example");
        assertThat(ask(noZones, "ftp.example AAAA")).isEqualTo("NO_SUCH_TYPE: ftp.example 10 CNAME host.example");
    }

    @Test
    void followsSixteenAliasesAndNoMore() {
        StringBuilder lines = new StringBuilder("n0.example 1 A 192.0.2.1\n");
        for (int i = 1; i <= 20; i++) {
            lines.append("n" + i + ".example 1 CNAME n" + (i - 1) + ".example\n");
        }
        Table chain = table(lines.toString());
        assertThat(ask(chain, "n16.example A").split("; ")).hasSize(17).endsWith("n0.example 1 A 192.0.2.1");
        assertThat(ask(chain, "n17.example A").split("; "))
                .hasSize(Answer.MAX_ALIASES)
                .endsWith("n2.example 1 CNAME n1.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    A 192.0.2.1         | nothing of A.example beside its CNAME | no CNAME record of a.example beside its A
                    CNAME c.example     | no CNAME record of A.example but the  | no CNAME record of a.example but the
                    SOA a. b. 1 2 3 4 5 | nothing of A.example beside its CNAME | no CNAME record of a.example beside its SOA
                    """)
    void anAliasHasNothingElse(String other, String behind, String before) {
        String alias = "a.example 1 CNAME b.example\n";
        String beside = "A.example 1 " + other + "\n";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(alias + beside))
                .withMessageStartingWith("expected " + behind)
                .withMessageEndingWith(", found \"" + other + '"');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(beside + alias))
                .withMessageStartingWith("expected " + before)
                .withMessageEndingWith(", found \"CNAME b.example\"");
    }

    @Test
    void anAliasMayHaveSignaturesAndProofs() {
        Table signed = table("""
                a.example 1 TYPE46 \\# 1 01
                a.example 1 CNAME b.example
                a.example 1 TYPE47 \\# 1 02
                b.example 1 TYPE46 \\# 1 03
                b.example 1 A 192.0.2.1
                """);
        assertThat(ask(signed, "a.example TYPE46")).isEqualTo("a.example 1 RRSIG \\# 1 01");
        assertThat(ask(signed, "a.example TYPE47")).isEqualTo("a.example 1 NSEC \\# 1 02");
        assertThat(ask(signed, "a.example A")).isEqualTo("a.example 1 CNAME b.example; b.example 1 A 192.0.2.1");
        assertThat(ask(signed, "a.example ANY")).isEqualTo("a.example 1 CNAME b.example; b.example 1 A 192.0.2.1");
        assertThat(ask(signed, "a.example TXT")).isEqualTo("NO_SUCH_TYPE: a.example 1 CNAME b.example");
    }

    @Test
    void signaturesAndProofsOfAnAliasAreItsOwn() {
        Table zone = table("""
                example 1 SOA ns h 1 2 3 4 5
                a.example 1 CNAME b.example
                *.w.example 1 CNAME b.example
                b.example 1 RRSIG \\# 1 03
                b.example 1 NSEC \\# 1 03
                """);
        for (String question : List.of("a.example RRSIG", "a.example NSEC", "x.w.example RRSIG")) {
            assertThat(ask(zone, question)).isEqualTo("NO_SUCH_TYPE: example 1 SOA ns h 1 2 3 4 5");
        }
        assertThat(ask(zone, "a.example NSEC3")).startsWith("NO_SUCH_TYPE: a.example 1 CNAME b.example");
    }

    @Test
    void theSameAliasTwiceIsOne() {
        Table twice = table("""
                a.example 1 CNAME b.example
                A.example 1 CNAME B.example
                """);
        assertThat(ask(twice, "a.example CNAME")).isEqualTo("a.example 1 CNAME b.example");
        assertThat(twice.size()).isEqualTo(1);
    }
}
