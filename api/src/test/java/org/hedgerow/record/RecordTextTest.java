package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTextTest {
    private static final DomainName HOST = DomainName.of("ns.example.com");

    @Test
    void readsEachKindOfData() {
        assertThat(parse("A", "192.0.2.1")).isEqualTo(new RecordData.Address(AddressText.parse("192.0.2.1")));
        assertThat(parse("AAAA", "2001:DB8::1")).isEqualTo(new RecordData.Address(AddressText.parse("2001:db8::1")));
        assertThat(parse("NS", "ns.example.com.")).isEqualTo(new RecordData.Host(HOST));
        assertThat(parse("CNAME", "NS.example.com")).isEqualTo(new RecordData.Host(HOST));
        assertThat(parse("PTR", "ns.example.com")).isEqualTo(new RecordData.Host(HOST));
        assertThat(parse("SOA", "ns.example.com who.example.com 4294967295 1 2 3 2147483647"))
                .isEqualTo(new RecordData.Soa(HOST, DomainName.of("who.example.com"), -1, 1, 2, 3, Integer.MAX_VALUE));
        assertThat(parse("MX", "10 ns.example.com")).isEqualTo(new RecordData.Mx(10, HOST));
        assertThat(parse("TXT", "\"a b\" c")).isEqualTo(new RecordData.Txt(List.of(Octets.of("a b"), Octets.of("c"))));
        assertThat(parse("SRV", "1 2 65535 ns.example.com")).isEqualTo(new RecordData.Srv(1, 2, 65_535, HOST));
        assertThat(parse("CAA", "128 issue \"ca.example; a=b\""))
                .isEqualTo(new RecordData.Caa(128, "issue", Octets.of("ca.example; a=b")));
        assertThat(parse("TYPE731", "\\# 6 abcd ef01 2345"))
                .isEqualTo(new RecordData.Opaque(
                        RecordType.of(731),
                        Octets.of(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 0x01, 0x23, 0x45})));
        assertThat(parse("HTTPS", "\\# 0")).isEqualTo(new RecordData.Opaque(RecordType.HTTPS, Octets.of("")));
    }

    @Test
    void theRootIsAName() {
        assertThat(parse("MX", "0 .")).isEqualTo(new RecordData.Mx(0, DomainName.ROOT)); // RFC 7505
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "a\\"b"      | a"b
                    "a\\\\b"      | a\\b
                    "a\\098"     | ab
                    "\\a"        | a
                    a\\"b        | a"b
                    a\\ b        | a b
                    a\\098c      | abc
                    "a # b ; c"  | a # b ; c
                    naïve       | naïve
                    "naïve"     | naïve
                    "1\\0502"    | 122
                    a"b         | a"b
                    """)
    void readsEscapesInText(String text, String string) {
        assertThat(parse("TXT", text)).isEqualTo(new RecordData.Txt(List.of(Octets.of(string))));
    }

    @Test
    void readsStringsOfAnyOctets() {
        byte[] all = new byte[255];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
            text.append(String.format("\\%03d", i));
        }
        assertThat(parse("TXT", text.toString())).isEqualTo(new RecordData.Txt(List.of(Octets.of(all))));
        assertThat(parse("TXT", "\"\" \"" + text + '"'))
                .isEqualTo(new RecordData.Txt(List.of(Octets.of(""), Octets.of(all))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    A       | ::1               | an IPv4 address, found "::1"
                    A       | 1.2.3.400         | an IPv4 address, found "1.2.3.400"
                    A       | 1.2.3.4 5         | an IPv4 address, found "1.2.3.4 5"
                    A       | #                 | an IPv4 address, found ""
                    A       | "1.2.3.4"         | an IPv4 address, found ""1.2.3.4""
                    AAAA    | 1.2.3.4           | an IPv6 address, found "1.2.3.4"
                    CNAME   | a..b              | a domain name, found "a..b"
                    CNAME   | "a.b"             | a domain name, found ""a.b""
                    NS      | a b               | a domain name, found "a b"
                    PTR     | #                 | a domain name, found ""
                    MX      | a.com             | "preference exchange", found "a.com"
                    MX      | 10 a.com b.com    | "preference exchange", found "10 a.com b.com"
                    MX      | 65536 a.com       | a preference from 0 to 65535, found "65536"
                    MX      | -1 a.com          | a preference from 0 to 65535, found "-1"
                    MX      | +1 a.com          | a preference from 0 to 65535, found "+1"
                    MX      | 99999999999999999999 a.com | a preference from 0 to 65535, found "99999999999999999999"
                    MX      | 10 a..com         | a domain name, found "a..com"
                    SOA     | a b 1 2 3 4       | "primary mailbox serial refresh retry expire minimum", found "a b 1 2 3 4"
                    SOA     | a b 4294967296 2 3 4 5 | a serial from 0 to 4294967295, found "4294967296"
                    SOA     | a b 1 2147483648 3 4 5 | a time to refresh from 0 to 2147483647, found "2147483648"
                    SOA     | a b 1 2 2147483648 4 5 | a time to retry from 0 to 2147483647, found "2147483648"
                    SOA     | a b 1 2 3 2147483648 5 | a time to expire from 0 to 2147483647, found "2147483648"
                    SOA     | a b 1 2 3 4 2147483648 | a minimum TTL from 0 to 2147483647, found "2147483648"
                    SOA     | a b 1 1x 3 4 5    | a time to refresh from 0 to 2147483647, found "1x"
                    SRV     | 1 2 3             | "priority weight port target", found "1 2 3"
                    SRV     | 65536 2 3 a       | a priority from 0 to 65535, found "65536"
                    SRV     | 1 65536 3 a       | a weight from 0 to 65535, found "65536"
                    SRV     | 1 2 65536 a       | a port from 0 to 65535, found "65536"
                    TXT     | #                 | text, found ""
                    TXT     | "\\256"            | a character or three digits up to 255 behind each backslash, found ""\\256""
                    TXT     | "\\2"              | a character or three digits up to 255 behind each backslash, found ""\\2""
                    TXT     | a\\                | a character or three digits up to 255 behind each backslash, found "a\\"
                    CAA     | 0 issue           | "flags tag value", found "0 issue"
                    CAA     | 256 issue a       | flags from 0 to 255, found "256"
                    CAA     | 0 is_sue a        | a tag of 1 to 255 letters, digits and hyphens, found "is_sue"
                    TYPE731 | 0A000001          | "\\# octets hex", found "0A000001"
                    TYPE731 | \\#                | "\\# octets hex", found "\\#"
                    TYPE731 | \\# 65536          | a number of octets from 0 to 65535, found "65536"
                    TYPE731 | \\# 4 0A0000       | 4 octets in hex, found "0A0000"
                    TYPE731 | \\# 1 0A00         | 1 octets in hex, found "0A00"
                    TYPE731 | \\# 1 A            | 1 octets in hex, found "A"
                    TYPE731 | \\# 1 0G           | 1 octets in hex, found "0G"
                    WKS     | 1.2.3.4 6 25      | "\\# octets hex", found "1.2.3.4 6 25"
                    """)
    void saysWhatIsWrong(String type, String text, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(type, text)).withMessage("expected " + problem);
    }

    @Test
    void limitsTheLengthOfAString() {
        String most = "x".repeat(255);
        assertThat(parse("TXT", most + ' ' + most)).isInstanceOf(RecordData.Txt.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("TXT", most + 'x'))
                .withMessage("expected a string of at most 255 octets, found \"" + "x".repeat(64) + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"a", "\"a\\\"", "\"a\"b", "\"a\"\""})
    void aFieldThatNoLineHasIsNoString(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordText.parse(RecordType.TXT, List.of(field)));
    }

    @Test
    void readsWhatItsTextIs() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            RecordType type = RecordType.of(new int[] {1, 2, 5, 6, 12, 15, 16, 28, 33, 257, 64, 65_280}[i % 12]);
            RecordData data = data(type, random);
            assertThat(RecordText.parse(type, TextFields.split(data.toString())))
                    .as("%s %s, seed %d", type, data, seed)
                    .isEqualTo(data);
        }
    }

    @Test
    void namesMayBeRelativeToAnOrigin() {
        Origin origin = Origin.of(DomainName.of("example.com"));
        for (String each : List.of("NS ns", "CNAME ns", "PTR ns", "MX 1 ns", "SRV 1 2 3 ns", "SOA ns @ 1 1h 2 3 4")) {
            List<String> fields = TextFields.split(each);
            RecordType type = RecordType.of(fields.get(0));
            assertThat(RecordText.parse(type, fields.subList(1, fields.size()), origin))
                    .isEqualTo(parse(
                            fields.get(0),
                            String.join(" ", fields.subList(1, fields.size()))
                                    .replace("ns", "ns.example.com")
                                    .replace("@", "example.com")));
        }
    }

    @Test
    void timesMayHaveUnits() {
        assertThat(parse("SOA", "a b 1 1h30m 1W 2d 5")).isEqualTo(parse("SOA", "a b 1 5400 604800 172800 5"));
    }

    @Test
    void dataOfAnyTypeMayBeGivenAsOctets() {
        assertThat(parse("A", "\\# 4 01020304")).isEqualTo(parse("A", "1.2.3.4"));
        assertThat(parse("AAAA", "\\# 16 0000000000000000 0000ffff01020304"))
                .isEqualTo(parse("AAAA", "::ffff:1.2.3.4"));
        assertThat(parse("NS", "\\# 5 0161 0162 00")).isEqualTo(parse("NS", "a.b"));
        assertThat(parse("MX", "\\# 5 ffff 0161 00")).isEqualTo(parse("MX", "65535 a"));
        assertThat(parse("SRV", "\\# 7 0001 0002 ffff 00")).isEqualTo(parse("SRV", "1 2 65535 ."));
        assertThat(parse("TXT", "\\# 4 0161 00 00")).isEqualTo(parse("TXT", "a \"\" \"\""));
        assertThat(parse("CAA", "\\# 6 80 02 6161 6262")).isEqualTo(parse("CAA", "128 aa bb"));
        assertThat(parse("SOA", "\\# 22 00 00 ffffffff 00000001 00000002 00000003 7fffffff"))
                .isEqualTo(parse("SOA", ". . 4294967295 1 2 3 2147483647"));
    }

    @ParameterizedTest
    @CsvSource({
        "A, \\# 5 0102030405",
        "A, \\# 16 00000000000000000000000000000000",
        "AAAA, \\# 4 01020304",
        "NS, \\# 4 01610162",
        "NS, \\# 2 c000",
        "NS, \\# 4 01610000",
        "MX, \\# 1 00",
        "SRV, \\# 6 000100020003",
        "TXT, \\# 0",
        "TXT, \\# 2 0261",
        "CAA, \\# 2 0000",
        "CAA, \\# 3 000261",
        "SOA, \\# 22 00 00 00000000 80000000 00000000 00000000 00000000"
    })
    void octetsThatAreNoDataOfTheTypeAreNone(String type, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(type, text))
                .withMessageStartingWith("expected the octets of a record of type " + type + ", found");
    }

    private static RecordData data(RecordType type, Random random) {
        return switch (type.toString()) {
            case "A", "AAAA" ->
                new RecordData.Address(AddressText.parse(
                        type.equals(RecordType.A) ? "1.2.3." + random.nextInt(256) : "::" + random.nextInt(10_000)));
            case "NS", "CNAME", "PTR" -> new RecordData.Host(name(random));
            case "SOA" ->
                new RecordData.Soa(
                        name(random),
                        name(random),
                        random.nextInt(),
                        time(random),
                        time(random),
                        time(random),
                        time(random));
            case "MX" -> new RecordData.Mx(random.nextInt(65_536), name(random));
            case "TXT" -> {
                List<Octets> strings = new ArrayList<>();
                do {
                    strings.add(octets(random, random.nextInt(256)));
                } while (random.nextInt(3) > 0);
                yield new RecordData.Txt(strings);
            }
            case "SRV" ->
                new RecordData.Srv(
                        random.nextInt(65_536), random.nextInt(65_536), random.nextInt(65_536), name(random));
            case "CAA" -> new RecordData.Caa(random.nextInt(256), "issueWild1", octets(random, random.nextInt(300)));
            default -> new RecordData.Opaque(type, octets(random, random.nextInt(300)));
        };
    }

    private static int time(Random random) {
        return random.nextInt() & Integer.MAX_VALUE;
    }

    private static Octets octets(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    /** A name of labels of any octets, or of those that mean something in a line. */
    private static DomainName name(Random random) {
        String special = "\"#\\.; *a09\t";
        byte[] wire = new byte[1 + 4 * random.nextInt(4)];
        for (int label = 0; label + 4 < wire.length; label += 4) {
            wire[label] = 3;
            for (int i = 1; i <= 3; i++) {
                wire[label + i] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : special.charAt(random.nextInt(special.length())));
            }
        }
        return DomainName.tryReadWire(wire, 0, wire.length);
    }

    private static RecordData parse(String type, String text) {
        return RecordText.parse(RecordType.of(type), TextFields.split(text));
    }
}
