package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.lane.Ticker;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as others write them: what means nothing refuses nothing, and what is not served rightly is said. */
class OddFilesTest {
    private static final String START = "$ORIGIN example.test.\n$TTL 60\n@ SOA ns1 h 1 2 3 4 5\n@ NS ns1\n";

    @TempDir
    Path directory;

    private Path latin1(String file, String content) throws IOException {
        return Files.writeString(directory.resolve(file), content, StandardCharsets.ISO_8859_1);
    }

    private Path utf8(String file, String content) throws IOException {
        return Files.writeString(directory.resolve(file), content);
    }

    private static List<String> read(Path file) throws IOException {
        return ReadTables.described(TableFile.read(file));
    }

    private static List<String> warnings(Path file) throws IOException {
        TableFileOptions options = TableFileOptions.defaults().withIncludes(true);
        return TableFiles.read(List.of(file), options, new Load(options.limits(), Ticker.system()), each -> {})
                .warnings();
    }

    @Test
    void aCommentMayHaveAnyBytes() throws IOException {
        String odd = "caf\u00E9 \u0000 \u000B \u001B[2J \u007F \u0085 \u00FF";
        assertThat(read(latin1("a.zone", "; " + odd + "\n" + START + "ns1 A 192.0.2.1 ; " + odd + "\n")))
                .hasSize(3)
                .contains("ns1.example.test 60 A 192.0.2.1");
        assertThat(read(latin1("a.hosts", "# " + odd + "\n10.0.0.9 printer.test # " + odd + "\n")))
                .containsExactly("printer.test 300 A 10.0.0.9");
        assertThat(read(latin1("a.txt", "# " + odd + "\nprinter.test 10.0.0.9 # " + odd + "\n")))
                .containsExactly("printer.test 300 A 10.0.0.9");
    }

    @Test
    void textMayHaveAnyBytesThatItsRecordKeeps() throws IOException {
        byte[] all = new byte[255];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < all.length; i++) {
            char c = (char) (i == '\n' ? 'n' : i + (i < '\n' ? 0 : 1));
            c = c == '\n' ? 'n' : c;
            all[i] = (byte) c;
            text.append(c == '"' || c == '\\' || c >= 0x80 && i % 2 == 0 ? "\\" : "")
                    .append(c);
        }
        Path file = latin1("a.zone", START + "t TXT \"" + text + "\" caf\u00E9 \\\\\u00E9 \"\u00C3\u00A9\"\n");

        ResourceRecord record = TableFile.read(file).get(2);
        assertThat(record.data())
                .isEqualTo(new RecordData.Txt(List.of(
                        Octets.of(all),
                        Octets.of("caf\u00E9".getBytes(StandardCharsets.ISO_8859_1)),
                        Octets.of("\\\u00E9".getBytes(StandardCharsets.ISO_8859_1)),
                        Octets.of("\u00E9"))));
    }

    @Test
    void aPropertyOfCaaMayHaveAnyBytes() throws IOException {
        assertThat(read(latin1("a.zone", START + "@ CAA 0 issue \"caf\u00E9\"\n")))
                .contains("example.test 60 CAA 0 issue \"caf\\233\"");
    }

    @Test
    void theOwnerMayBeInQuotes() throws IOException {
        assertThat(read(utf8("a.zone", START + "\"www\" A 192.0.2.2\n\"www.other.test.\" A 192.0.2.3\n")))
                .contains("www.example.test 60 A 192.0.2.2", "www.other.test 60 A 192.0.2.3");
        assertThat(read(utf8("a.txt", "\"www.test\" 192.0.2.2\n"))).containsExactly("www.test 300 A 192.0.2.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "4294967295", "3551w"})
    void aTtlWhoseFirstBitIsSetIsZero(String ttl) throws IOException {
        assertThat(read(utf8("a.zone", START + "a " + ttl + " A 192.0.2.2\n$TTL " + ttl + "\nb TXT x\n")))
                .contains("a.example.test 0 A 192.0.2.2", "b.example.test 0 TXT \"x\"");
    }

    @Test
    void aLineMayHave64KibAndTheNextIsReadAsEver() throws IOException {
        String strings = (" \"" + "a".repeat(255) + "\"").repeat(250);
        String line = "x TXT" + strings;
        String longest = line + ";".repeat(TableFile.MAX_LINE_OCTETS - line.length());
        Path file = utf8(
                "a.zone", START + "a A 192.0.2.2\n".repeat(4_500) + longest + "\r\n" + longest + "\ny A 192.0.2.3\n");

        assertThat(TableFile.read(file).subList(4_502, 4_505))
                .extracting(each -> each.name() + " " + each.type())
                .containsExactly("x.example.test TXT", "x.example.test TXT", "y.example.test A");
    }

    @Test
    void byteOrderMarksMeanNothingBeforeAnyLineOfAnyFile() throws IOException {
        utf8("inner.zone", "\uFEFF; nothing\n\uFEFFinner A 192.0.2.5\n");
        Path zone = utf8("a.zone", "\uFEFF" + START + "\uFEFFb A 192.0.2.4\n$INCLUDE inner.zone\n\uFEFF  TXT x\n");
        TableFileOptions options = TableFileOptions.defaults().withIncludes(true);
        assertThat(ReadTables.described(TableFile.read(zone, options)))
                .contains(
                        "b.example.test 60 A 192.0.2.4",
                        "inner.example.test 60 A 192.0.2.5",
                        "b.example.test 60 TXT \"x\"");
        assertThat(read(utf8("a.hosts", "\uFEFF# x\n\uFEFF10.0.0.9 a\n\uFEFF10.0.0.9 b\n")))
                .containsExactly("a 300 A 10.0.0.9", "b 300 A 10.0.0.9");
        assertThat(read(utf8("a.txt", "\uFEFFa 10.0.0.9\n\uFEFFb 10.0.0.9\n")))
                .containsExactly("a 300 A 10.0.0.9", "b 300 A 10.0.0.9");
    }

    @Test
    void everyTypeIsReadWithItsMnemonicAndGenericData() throws IOException {
        Path file = utf8("a.zone", START + """
                _443._tcp TLSA \\# 4 03010101
                @ TYPE52 \\# 4 03010102
                @ HTTPS \\# 3 000100
                h DHCID \\# 3 000101
                """);
        assertThat(read(file))
                .contains(
                        "_443._tcp.example.test 60 TLSA 3 1 1 01",
                        "example.test 60 TLSA 3 1 1 02",
                        "example.test 60 HTTPS 1 .",
                        "h.example.test 60 DHCID AAEB");
        assertThat(warnings(file)).isEmpty();
    }

    /** Once, records of these types were passed over unless they were written in hex. */
    @Test
    void recordsOfTypesWithoutAKindAreServedFromTheirText() throws IOException {
        Path file = utf8("types.zone", START + """
                _443._tcp 90 IN TLSA 3 1 1 ( 0D6FCE3A
                  0D6FCE3B ) ; on two lines
                  IN TLSA 3 1 1 0D6FCE3B
                @ IN HTTPS 1 . alpn="h2,h3" ipv4hint=192.0.2.1
                tel IN NAPTR 100 10 "U" "E2U+sip" "!^.*$!sip:info@example.test!" .
                old IN DNAME new
                """);
        assertThat(read(file))
                .contains(
                        "_443._tcp.example.test 90 TLSA 3 1 1 0D6FCE3A0D6FCE3B",
                        "_443._tcp.example.test 60 TLSA 3 1 1 0D6FCE3B",
                        "example.test 60 HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1",
                        "tel.example.test 60 NAPTR 100 10 \"U\" \"E2U+sip\" \"!^.*$!sip:info@example.test!\" .",
                        "old.example.test 60 DNAME new.example.test");
        assertThat(read(utf8("a.txt", "a.test TLSA 3 1 1 00 # b\nb.test 60 SVCB 0 a.test\n")))
                .containsExactly("a.test 300 TLSA 3 1 1 00", "b.test 60 SVCB 0 a.test");
    }

    @Test
    void dataThatIsNoneOfItsTypeRefusesItsFile() {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> read(utf8("a.zone", START + "x TLSA 3 1 1 0g\n")))
                .withMessageContaining("a.zone:5: read as a zone file; expected a certificate in hex, found \"0g\"");
    }

    @Test
    void aRecordWhoseTextIsNotKnownDoesNotRefuseItsZone() throws IOException {
        Path file = utf8("types.zone", START + """
                ns1 IN A 192.0.2.1
                mail 90 IN WKS 192.0.2.1 6 25
                  IN WKS 192.0.2.1 17 53
                nsap IN NSAP 0x47
                www IN A 192.0.2.2
                """);
        assertThat(read(file))
                .containsExactly(
                        "example.test 60 SOA ns1.example.test h.example.test 1 2 3 4 5",
                        "example.test 60 NS ns1.example.test",
                        "ns1.example.test 60 A 192.0.2.1",
                        "www.example.test 60 A 192.0.2.2");
        String unless = " records are passed over unless their data is written as \"\\# octets hex\"";
        assertThat(warnings(file))
                .containsExactly(file + ":6: WKS" + unless + " (the first of 2)", file + ":8: NSAP" + unless);
        ReadTables.refused(
                "z",
                START + "x WKS 192.0.2.1 6 25\n",
                TableFileOptions.defaults().withStrict(true),
                "z:5: read as a zone file; expected \"WKS \\# octets hex\", found \"WKS ...\"");
    }

    @Test
    void theTtlOfARecordThatIsPassedOverIsTakenOver() throws IOException {
        assertThat(read(utf8("a.zone", "$ORIGIN a.\nx 90 WKS 1.2.3.4 6 25\ny A 192.0.2.1\n")))
                .containsExactly("y.a 90 A 192.0.2.1");
    }

    @Test
    void aTypeThatIsNotInTheRegistryRefusesItsFile() {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> read(utf8("a.zone", START + "x TLSB 3 1 1 00\n")))
                .withMessageContaining("a.zone:5: read as a zone file; expected a record type, found \"TLSB\"");
    }

    @Test
    void whatIsNotServedAsItsZoneMeansItIsSaidOnceOfEachKind() throws IOException {
        Path file = utf8("a.zone", START + """
                sub NS ns.sub
                sub NS ns1
                ns.sub A 192.0.2.3
                other NS ns1
                old DNAME \\# 1 00
                sub DS \\# 1 00
                @ RRSIG \\# 1 00
                @ NSEC \\# 1 00
                """);
        assertThat(warnings(file))
                .containsExactly(
                        file + ":9: names below the owner of a DNAME record are not redirected",
                        file + ":11: answers come without signatures and proofs (RRSIG, NSEC, NSEC3) (the first of 2)",
                        file
                                + ":5: names below sub.example.test are answered from here, not referred to its servers (NS)"
                                + " (the first of 3)");
        assertThat(read(file)).hasSize(10);
    }

    @Test
    void nameServersOfAZoneThatIsServedTooOrOfNoneAreNoDelegation() throws IOException {
        utf8("inner.zone", "$ORIGIN sub.example.test.\n@ SOA a b 1 2 3 4 5\n@ NS ns1\n");
        assertThat(warnings(utf8("a.zone", START + "sub NS ns1\n$INCLUDE inner.zone\n")))
                .isEmpty();
        assertThat(warnings(utf8("b.txt", "sub.example.test NS ns1.example.test\n")))
                .isEmpty();
    }

    @Test
    void manyDelegationsAreCountedToo() throws IOException {
        StringBuilder delegations = new StringBuilder(START);
        for (int i = 0; i < 25_000; i++) {
            delegations.append('d').append(i).append(" NS ns1\n");
        }
        assertThat(warnings(utf8("a.zone", delegations.toString())))
                .singleElement()
                .asString()
                .contains("a.zone:5: ")
                .endsWith("(the first of 25000)");
    }

    @Test
    void warningsAreOfEachFile() throws IOException {
        utf8("inner.zone", "x WKS 0\nx WKS 1\n");
        Path outer = utf8("a.zone", START + "x WKS 0\n$INCLUDE inner.zone\nx WKS 1\n$INCLUDE inner.zone\n");
        assertThat(warnings(outer)).hasSize(2);
        assertThat(warnings(outer).get(0)).startsWith(outer + ":5: WKS ").endsWith("(the first of 2)");
        assertThat(warnings(outer).get(1))
                .startsWith(directory.resolve("inner.zone") + ":1: WKS ")
                .endsWith("(the first of 4)");
    }
}
