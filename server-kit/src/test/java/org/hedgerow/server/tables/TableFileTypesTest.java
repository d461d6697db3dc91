package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of table files that has a type before the value. */
class TableFileTypesTest {

    @Test
    void readsBothFormsInOneFile() throws TableFileException {
        assertThat(parse("""
                # name           what it has
                www.princeton.edu 128.1.1.4 A
                example.com.     3600 IN SOA ns1.example.com. who.example.com. 4294967295 7200 3600 1209600 300
                example.com.     IN NS ns1.example.com
                example.com.     MX 10 mail.example.com   # the best one
                *.example.com    60 CNAME example.com
                _sip._tcp.example.com 0 SRV 1 2 5060 sip.example.com
                example.com      TXT "v=spf1 # -all" second\\;
                example.com      CAA 0 issue "ca.example"
                4.3.2.1.in-addr.arpa 2147483647 PTR www.example.com
                six.example.com  aaaa 2001:DB8::1
                example.com      TYPE65280 \\# 4 0a00 0001  # four octets
                GOOGLE.com       46.1.3.7
                """))
                .containsExactly(
                        "www.princeton.edu 300 A 128.1.1.4",
                        "example.com. 3600 SOA ns1.example.com. who.example.com. 4294967295 7200 3600 1209600 300",
                        "example.com. 300 NS ns1.example.com",
                        "example.com. 300 MX 10 mail.example.com",
                        "*.example.com 60 CNAME example.com",
                        "_sip._tcp.example.com 0 SRV 1 2 5060 sip.example.com",
                        "example.com 300 TXT \"v=spf1 # -all\" \"second;\"",
                        "example.com 300 CAA 0 issue \"ca.example\"",
                        "4.3.2.1.in-addr.arpa 2147483647 PTR www.example.com",
                        "six.example.com 300 AAAA 2001:db8::1",
                        "example.com 300 TYPE65280 \\# 4 0A000001",
                        "GOOGLE.com 300 A 46.1.3.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.com 60 IN A 1.2.3.4",
                "a.com IN 60 A 1.2.3.4",
                "a.com 60 A 1.2.3.4",
                "a.com 0060 in a 1.2.3.4",
                " a.com\t60\tIN\tTYPE1\t1.2.3.4#",
            })
    void readsOneRecordHoweverItIsSetOut(String line) throws TableFileException {
        assertThat(parse(line)).containsExactly("a.com 60 A 1.2.3.4");
    }

    @Test
    void readsEscapesInNames() throws TableFileException {
        assertThat(parse("a\\032b\\#.com 1.2.3.4")).containsExactly("a\\032b#.com 300 A 1.2.3.4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a.com A               | an IPv4 address, found ""
                    a.com A 1.2.3         | an IPv4 address, found "1.2.3"
                    a.com A ::1           | an IPv4 address, found "::1"
                    a.com 60              | a record type and a value, found "a.com 60"
                    a.com IN              | a record type and a value, found "a.com IN"
                    a.com 60 IN # A       | a record type and a value, found "a.com 60 IN # A"
                    a.com 60 1.2.3.4      | a record type, found "1.2.3.4"
                    a.com 60 60 A 1.2.3.4 | a record type, found "60"
                    a.com IN IN A 1.2.3.4 | a record type, found "IN"
                    a.com 60 CH A 1.2.3.4 | class IN, found "CH"
                    a.com CH A 1.2.3.4    | an IPv4 or IPv6 address or a record type, found "CH"
                    a.com CNAM b.com      | an IPv4 or IPv6 address or a record type, found "CNAM"
                    a.com 1.2.3.400 A     | an IPv4 or IPv6 address, found "1.2.3.400"
                    a.com ANY x           | a type of records, not one of questions or messages, found "ANY"
                    a.com TYPE41 \\# 0     | a type of records, not one of questions or messages, found "TYPE41"
                    a.com TYPE65536 \\# 0  | an IPv4 or IPv6 address or a record type, found "TYPE65536"
                    a.com 4294967296 A 1.2.3.4 | a TTL from 0 to 4294967295 seconds, found "4294967296"
                    a.com 9999999999999999999999 A 1.2.3.4 | a TTL from 0 to 4294967295 seconds, found "9999999999999999999999"
                    a.com -1 A 1.2.3.4    | an IPv4 or IPv6 address or a record type, found "-1"
                    a.com 60 MX 10        | "preference exchange", found "10"
                    a..com 60 A 1.2.3.4   | a domain name, found "a..com"
                    "a..com" 60 A 1.2.3.4 | a domain name, found "a..com"
                    a.com TXT "b          | a closing quote, found ""b"
                    a.com HTTPS \\# 1      | 1 octets in hex, found ""
                    a.com TYPE65280 1 .   | "\\# octets hex", found "1 ."
                    """)
    void saysWhatIsWrongWithALine(String line, String problem) {
        refused("\n" + line + "\n", "ts1.txt:2: expected " + problem);
    }

    @Test
    void tellsOfRecordsThatDoNotGoWithEarlierOnes() {
        refused(
                """
                a.com 1.2.3.4
                b.com CNAME c.com
                A.com CNAME c.com
                a.com TXT x
                b.com MX 10 c.com
                b.com cname C.com.
                b.com CNAME d.com
                b.com TYPE46 \\# 1 00
                z. SOA a. b. 1 2 3 4 5
                z. SOA a. b. 1 2 3 4 5
                z. SOA a. b. 2 2 3 4 5
                z. CNAME y.
                """,
                "ts1.txt:3: expected no CNAME record of A.com beside its A record in line 1, found \"CNAME c.com\"",
                "ts1.txt:5: expected nothing of b.com beside its CNAME record in line 2, found \"MX 10 c.com\"",
                "ts1.txt:7: expected no CNAME record of b.com but the one in line 2, found \"CNAME d.com\"",
                "ts1.txt:11: expected no SOA record of z. but the one in line 9, found \"SOA a. b. 2 2 3 4 5\"",
                "ts1.txt:12: expected no CNAME record of z. beside its SOA record in line 9, found \"CNAME y.\"");
    }

    @Test
    void tellsOfASecondAlias() {
        refused(
                "b.com CNAME c.com\nb.com 1 CNAME C.com\nb.com CNAME d.com\n",
                "ts1.txt:3: expected no CNAME record of b.com but the one in line 1, found \"CNAME d.com\"");
    }

    @Test
    void tellsOfConflictsAndOtherBadLinesInTheOrderOfLines() {
        TableFileException refused = refused(
                "a.com CNAME b.com\na.com 1.2.3.4\nx\n",
                "ts1.txt:2: expected nothing of a.com beside its CNAME record in line 1, found \"A 1.2.3.4\"",
                "ts1.txt:3: expected \"Name IPaddress [Type]\", found \"x\"");
        assertThat(refused.total()).isEqualTo(2);
    }

    @Test
    void describesTheFirstTwentyWhicheverTheyAre() {
        String content = "x\n".repeat(15) + "a.com CNAME b.com\n" + "a.com 1.2.3.4\n".repeat(10) + "x\n".repeat(15);
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> parse(content))
                .satisfies(refused -> {
                    assertThat(refused.problems()).hasSize(20);
                    assertThat(refused.problems().get(14)).startsWith("ts1.txt:15: ");
                    assertThat(refused.problems().get(15)).startsWith("ts1.txt:17: expected nothing of a.com");
                    assertThat(refused.problems().get(19)).startsWith("ts1.txt:21: expected nothing of a.com");
                    assertThat(refused.total()).isEqualTo(40);
                });
    }

    @Test
    void refusesTheFilesThatNoTableCanBeMadeOf() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] values = {
            "A 1.2.3.4", "CNAME c", "cname C.", "CNAME d", "SOA a b 1 2 3 4 5", "SOA a b 2 2 3 4 5", "TYPE46 \\# 0"
        };
        int refusals = 0;
        for (int i = 0; i < 2_000; i++) {
            List<ResourceRecord> records = new ArrayList<>();
            StringBuilder content = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                String line = (random.nextBoolean() ? "a" : "B") + " " + values[random.nextInt(values.length)] + "\n";
                content.append(line);
                records.addAll(accepted(line));
            }
            if (isRefused(content.toString())) {
                refusals++;
                assertThatIllegalArgumentException()
                        .as("seed %d%n%s", seed, content)
                        .isThrownBy(() -> Table.of(records));
            } else {
                assertThat(Table.of(records).size())
                        .as("seed %d%n%s", seed, content)
                        .isPositive();
            }
        }
        assertThat(refusals).isBetween(500, 1_900);
    }

    private static boolean isRefused(String content) {
        try {
            parse(content);
            return false;
        } catch (TableFileException e) {
            return true;
        }
    }

    private static List<ResourceRecord> accepted(String content) {
        try {
            return TableFile.parse("ts1.txt", content.getBytes(StandardCharsets.UTF_8));
        } catch (TableFileException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> parse(String content) throws TableFileException {
        return TableFile.parse("ts1.txt", content.getBytes(StandardCharsets.UTF_8)).stream()
                .map(each -> each.name() + " " + each.ttl() + " " + each.type() + " " + each.data())
                .toList();
    }

    private static TableFileException refused(String content, String... problems) {
        return assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> parse(content))
                .satisfies(refused -> assertThat(refused.problems()).containsExactly(problems))
                .actual();
    }
}
