package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneFileTest {
    private static final TableFileOptions ZONE = TableFileOptions.defaults().withFormat(TableFormat.ZONE);
    private static final TableFileOptions EXAMPLE = ZONE.withOrigin(DomainName.of("example.com."));

    @Test
    void readsAZone() throws TableFileException {
        assertThat(ReadTables.parse("z", """
                $ORIGIN example.com.
                $TTL 1h
                @       IN SOA ns1 admin\\.dns (
                                2024010101 ; serial
                                2h         ; refresh (
                                30m 4W     ; retry and expire
                                300 )      ; minimum
                        IN NS  ns1
                        IN NS  ns2.example.net.
                        MX     10 mail
                mail    60 IN  A 192.0.2.1
                        IN 60  AAAA 2001:db8::1
                www     CNAME  @
                _sip._tcp SRV  1 2 5060 sip
                txt     TXT    "a;b (c" "d\\"e" f\\;g h"i"
                *.dev   TXT    \\065\\\\
                any     CLASS1 TYPE65280 \\# 4 0a00 ( 00
                        01 )
                old     TYPE1  \\# 4 0A000001
                caa     CAA    0 issue "ca.example; a=b"
                $ORIGIN 2.0.192.in-addr.arpa.
                1       PTR    mail.example.com.
                $ORIGIN sub
                1       PTR    x
                """, ZONE))
                .containsExactly(
                        "example.com 3600 SOA ns1.example.com admin\\.dns.example.com 2024010101 7200 1800 2419200 300",
                        "example.com 3600 NS ns1.example.com",
                        "example.com 3600 NS ns2.example.net",
                        "example.com 3600 MX 10 mail.example.com",
                        "mail.example.com 60 A 192.0.2.1",
                        "mail.example.com 60 AAAA 2001:db8::1",
                        "www.example.com 3600 CNAME example.com",
                        "_sip._tcp.example.com 3600 SRV 1 2 5060 sip.example.com",
                        "txt.example.com 3600 TXT \"a;b (c\" \"d\\\"e\" \"f;g\" \"h\" \"i\"",
                        "*.dev.example.com 3600 TXT \"A\\\\\"",
                        "any.example.com 3600 TYPE65280 \\# 4 0A000001",
                        "old.example.com 3600 A 10.0.0.1",
                        "caa.example.com 3600 CAA 0 issue \"ca.example; a=b\"",
                        "1.2.0.192.in-addr.arpa 3600 PTR mail.example.com",
                        "1.sub.2.0.192.in-addr.arpa 3600 PTR x.sub.2.0.192.in-addr.arpa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 60 IN A 1.2.3.4",
                "a in 1M a 1.2.3.4 ; best",
                "a\t60\tA\t1.2.3.4;best",
                "A.EXAMPLE.COM. 60 A 1.2.3.4\r\n",
                "\\097 60 A 1.2.3.4",
                "(a 60 A 1.2.3.4)",
                "a ( ( 60 ) IN ( A 1.2.3.4 ) )",
                "a 60 A ( ; nothing yet )\n\n ; nor here\n1.2.3.4\n)",
                "a (\n60\nA\n1.2.3.4)",
                "$origin com.\na.example 60 A 1.2.3.4",
                "$ORIGIN example.COM.\n$ORIGIN a\n@ 60 A 1.2.3.4",
                "$ORIGIN .\na.example.com 60 A 1.2.3.4",
                "$TTL 1m ; for all\na A 1.2.3.4",
                "$TTL ( 60\n)\na A 1.2.3.4",
                " ; no owner, no entry\n\t\na 60 A 1.2.3.4",
                "a 60 A \\# 4 01020304"
            })
    void readsOneRecordHoweverItIsSetOut(String content) throws TableFileException {
        assertThat(ReadTables.parse("z", content, EXAMPLE))
                .singleElement()
                .asString()
                .isEqualToIgnoringCase("a.example.com 60 A 1.2.3.4");
    }

    @Test
    void theRootAndTheOriginAreNames() throws TableFileException {
        assertThat(ReadTables.parse("z", ". 60 NS @\n\\@ 60 NS a\\\\.\n", EXAMPLE))
                .containsExactly(". 60 NS example.com", "@.example.com 60 NS a\\\\");
    }

    @Test
    void aDotThatIsEscapedDoesNotMakeANameAbsolute() throws TableFileException {
        assertThat(ReadTables.parse("z", "a\\. 60 NS a\\.b\na\\.. 60 NS a\\\\\\.\n", EXAMPLE))
                .containsExactly("a\\..example.com 60 NS a\\.b.example.com", "a\\. 60 NS a\\\\\\..example.com");
    }

    @Test
    void withoutTtlsTheLastOneThatWasSaidCounts() throws TableFileException {
        assertThat(ttls("""
                a 60 A 1.1.1.1
                b A 1.1.1.1
                c 70 A 1.1.1.1
                @ SOA a b 1 2 3 4 5
                d A 1.1.1.1
                $TTL 80
                e A 1.1.1.1
                f 90 A 1.1.1.1
                g A 1.1.1.1
                """)).containsExactly(60, 60, 70, 70, 70, 80, 90, 80);
    }

    @Test
    void withoutAnyTtlTheMinimumOfTheSoaCounts() throws TableFileException {
        assertThat(ttls("""
                @ SOA a b 1 2 3 4 1m
                a A 1.1.1.1
                b 70 A 1.1.1.1
                c A 1.1.1.1
                """)).containsExactly(60, 60, 70, 60);
    }

    private static List<Integer> ttls(String content) throws TableFileException {
        return TableFile.parse("z", content.getBytes(StandardCharsets.UTF_8), EXAMPLE).stream()
                .map(each -> each.ttl())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a A 1.2.3.4           | a TTL, for there is none above to take over, nor $TTL, found "a A 1.2.3.4"
                    a                     | a record type and a value, found "a"
                    a 60 A                | an IPv4 address, found ""
                    a 60 CH A 1.2.3.4     | class IN, found "CH"
                    a CLASS3 A 1.2.3.4    | class IN, found "CLASS3"
                    a 60 60 A 1.2.3.4     | a record type, found "60"
                    a 4294967296 A 1.2.3.4 | a TTL from 0 to 4294967295 seconds, found "4294967296"
                    a 7102w A 1.2.3.4     | a TTL from 0 to 4294967295 seconds, found "7102w"
                    a 999999999999999999999w A 1.2.3.4 | a TTL from 0 to 4294967295 seconds, found "999999999999999999999w"
                    a 1h30 A 1.2.3.4      | a record type, found "1h30"
                    a 60 A 1.2.3.4 )      | an opening parenthesis before the closing one, found "a 60 A 1.2.3.4 )"
                    a 60 TXT "b           | a closing quote, found ""b"
                    a 60 TXT "b\\"         | a closing quote, found ""b\\""
                    a 60 TXT \\25          | a character or three digits up to 255 behind each backslash, found "\\25"
                    a 60 NS b\\            | a domain name, found "b\\"
                    a\\256 60 A 1.2.3.4    | a domain name, found "a\\256"
                    a..b 60 A 1.2.3.4     | a domain name, found "a..b"
                    "" 60 A 1.2.3.4       | a domain name, found ""
                    a 60 CNAME b..c       | a domain name, found "b..c"
                    a 60 MX 10            | "preference exchange", found "10"
                    a 60 SOA a b 1h 2 3 4 5 | a serial from 0 to 4294967295, found "1h"
                    a 60 A \\# 3 010203    | the octets of a record of type A, found "010203"
                    a 60 ANY x            | a type of records, not one of questions or messages, found "ANY"
                    # 60 A                | an IPv4 address, found ""
                    $TTL                  | "$TTL seconds", found "$TTL"
                    $TTL 60 60            | "$TTL seconds", found "$TTL 60 60"
                    $TTL x                | a TTL from 0 to 4294967295 seconds, found "x"
                    $ORIGIN               | "$ORIGIN name", found "$ORIGIN"
                    $ORIGIN a..           | a domain name, found "a.."
                    $GENERATE 1-9 a$ A 1.2.3.$ | each record by itself, not $GENERATE, which BIND alone has, found "$GENERATE 1-9 a$ A 1.2.3.$"
                    $DATE 2024            | $ORIGIN, $TTL or $INCLUDE, found "$DATE"
                    $INCLUDE b            | no $INCLUDE, which has to be allowed (TableFileOptions.withIncludes), found "$INCLUDE b"
                    a 60 A 1.\0.3.4       | an IPv4 address, found "1.?.3.4"
                    a\0b 60 A 1.2.3.4     | a domain name, found "a?b"
                    """)
    void saysWhatIsWrongWithALine(String line, String problem) {
        ReadTables.refused("z", "; zone\n" + line + "\n", EXAMPLE, "z:2: expected " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a 60 A 1.2.3.4   | a
                    @ 60 A 1.2.3.4   | @
                    a. 60 NS b       | b
                    a. 60 MX 10 b\\.  | b\\.
                    $ORIGIN a        | a
                    """)
    void aRelativeNameNeedsAnOrigin(String line, String name) {
        ReadTables.refused(
                "z",
                line,
                ZONE,
                "z:1: expected a name with a final dot, for there is no origin yet, found \"" + name + '"');
    }

    @Test
    void theFirstNameIsNotTakenOver() {
        ReadTables.refused(
                "z",
                "$TTL 60\n  A 1.2.3.4",
                EXAMPLE,
                "z:2: expected a name, for there is none above to take over, found \"  A 1.2.3.4\"");
    }

    @Test
    void aNameMayBeTooLongTogetherWithItsOrigin() throws TableFileException {
        String label = "a".repeat(62) + '.';
        String most = label.repeat(3) + "b".repeat(253 - 3 * 63 - 12);

        assertThat(ReadTables.parse("z", most + " 60 A 1.2.3.4", EXAMPLE)).hasSize(1);
        ReadTables.refused(
                "z",
                most + "b 60 A 1.2.3.4",
                EXAMPLE,
                "z:1: expected a name of at most 253 octets together with its origin example.com, found \""
                        + most.substring(0, 64) + '"');
    }

    @Test
    void aComplaintNamesTheLineWhereTheEntryBegins() {
        ReadTables.refused(
                "z",
                """
                a 60 A (
                  1.2.3
                )
                b 60 TXT (
                  "c
                  d )
                  60 A 1.2.3.4 )
                e 60 A x
                """,
                EXAMPLE,
                "z:1: expected an IPv4 address, found \"1.2.3\"",
                "z:5: expected a closing quote, found \"\"c\"",
                "z:7: expected an opening parenthesis before the closing one, found \"  60 A 1.2.3.4 )\"",
                "z:8: expected an IPv4 address, found \"x\"");
    }

    @Test
    void aParenthesisIsClosedBeforeTheEnd() {
        ReadTables.refused(
                "z",
                "a 60 A 1.2.3.4\nb 60 TXT (\nc\n\nd",
                EXAMPLE,
                "z:2: expected a closing parenthesis before the end of the file, found \"b 60 TXT ( c  d\"");
        ReadTables.refused("z", "b 60 TXT (\n\"c\nd", EXAMPLE, "z:2: expected a closing quote, found \"\"c\"");
    }

    @Test
    void linesBelowABadNameAreNotTakenForThoseOfTheNameAbove() {
        ReadTables.refused(
                "z",
                "a 60 CNAME b\nc..d 60 A 1.2.3.4\n 60 A 1.2.3.4\ne 60 A x\n 60 A y\n",
                EXAMPLE,
                "z:2: expected a domain name, found \"c..d\"",
                "z:4: expected an IPv4 address, found \"x\"",
                "z:5: expected an IPv4 address, found \"y\"");
    }

    @Test
    void tellsOfRecordsThatDoNotGoWithEarlierOnes() {
        ReadTables.refused(
                "z",
                "a 60 CNAME b\n  60 A (\n 1.2.3.4 )\n",
                EXAMPLE,
                "z:2: expected nothing of a.example.com beside its CNAME record in line 1, found \"A 1.2.3.4\"");
    }

    @Test
    void limitsWhatIsBetweenParentheses() throws TableFileException {
        String line = "\"" + "x".repeat(200) + "\"\n";
        int most = 65_535 / 201;

        assertThat(ReadTables.parse("z", "a 60 TXT (\n" + line.repeat(most) + ")\n", EXAMPLE))
                .hasSize(1);
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> ReadTables.parse("z", "a 60 TXT (\n" + line.repeat(5_000) + ")\nb 60 A x", EXAMPLE))
                .satisfies(refused -> assertThat(refused.problems())
                        .hasSize(2)
                        .allSatisfy(each -> assertThat(each).contains("expected"))
                        .first()
                        .asString()
                        .contains(": expected at most 524288 octets within parentheses, found \"a 60 TXT ( \"x"));
    }

    @Test
    void doesNotTakeNamesThatAreNotUtf8() {
        byte[] content = "na\u00EFve 60 A 1.2.3.4\na 60 MX 10 na\u00EFve\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> TableFile.parse("z", content, EXAMPLE))
                .withMessage("z:1: expected a domain name, found \"na?ve\"\n"
                        + "z:2: expected text in UTF-8, found \"na?ve\"");
    }
}
