package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the data of types without a kind of their own is written, by the examples of their RFCs and at their edges. */
class RecordFormsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SVCB  | 0 foo.example.com.       | 0000 03666f6f076578616d706c6503636f6d00
                    SVCB  | 1 .                      | 0001 00
                    SVCB  | 16 foo. port=53          | 0010 03666f6f00 0003 0002 0035
                    SVCB  | 1 foo. key667=hello      | 0001 03666f6f00 029b 0005 68656c6c6f
                    SVCB  | 1 foo. key667="hello\\210qoo" | 0001 03666f6f00 029b 0009 68656c6c6fd2716f6f
                    SVCB  | 1 . ipv6hint="2001:db8::1,2001:db8::53:1" | 0001 00 0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001
                    SVCB  | 1 . ipv6hint="2001:db8:122:344::192.0.2.33" | 0001 00 0006 0010 20010db80122034400000000c0000221
                    SVCB  | 16 . alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1 | 0010 00 0000 0004 00010004 0001 0009 0268320568332d3139 0004 0004 c0000201
                    SVCB  | 16 . alpn="f\\\\\\\\oo\\\\,bar,h2" | 0010 00 0001 000c 08665c6f6f2c626172 026832
                    SVCB  | 16 . alpn=f\\\\\\092oo\\092,bar,h2 | 0010 00 0001 000c 08665c6f6f2c626172 026832
                    SVCB  | 1 . key1=\\002h2          | 0001 00 0001 0003 026832
                    HTTPS | 1 . ohttp                | 0001 00 0008 0000
                    HTTPS | 1 . key65280             | 0001 00 ff00 0000
                    HTTPS | 1 . key65280=""          | 0001 00 ff00 0000
                    LOC   | 0 0 0 N 0 0 0 E 0m       | 00 12 16 13 80000000 80000000 00989680
                    LOC   | 42 21 54 S 71 6 18 W -100000m 0.01m 0m 90000000m | 00 10 00 99 76e8d230 70be15f0 00000000
                    LOC   | 1 1 1 N 1 1 1 E 1 15m    | 00 13 16 13 8037dcc8 8037dcc8 009896e4
                    NSEC  | host.example.com. A MX RRSIG NSEC TYPE1234 | 04686f7374076578616d706c6503636f6d00 0006 400100000003 041b 000000000000000000000000000000000000000000000000000020
                    NSEC  | .                        | 00
                    CSYNC | 66 3 A NS AAAA           | 00000042 0003 0004 60000008
                    NSEC3 | 1 1 12 aabbccdd 2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG | 01 01 000c 04aabbccdd 14 17f3df17b2b2adaef615257de4d2020b80ac6c7c 0006 400000000002
                    NSEC3 | 1 0 0 - 04               | 01 00 0000 00 01 01
                    RRSIG | A 8 1 2 3 4 5 . AA==     | 0001 08 01 00000002 00000003 00000004 0005 00 00
                    RRSIG | A 8 1 2 21060207062816 19691231235959 5 . AA== | 0001 08 01 00000002 00000000 ffffffff 0005 00 00
                    RRSIG | A 8 1 2 4294967295 20380119031408 5 . AA== | 0001 08 01 00000002 ffffffff 80000000 0005 00 00
                    NAPTR | 1 2 "" "" "" .           | 0001 0002 00 00 00 00
                    URI   | 1 2 ""                   | 0001 0002
                    EUI48 | 00-00-5E-00-53-2a        | 00005e00532a
                    DS    | 1 rsasha256 2 ab cd      | 0001 08 02 abcd
                    CERT  | oid 1 privateoid AA==    | 00fe 0001 fe 00
                    HINFO | "" a                     | 00 0161
                    """)
    void octetsAreWhatTheRfcsSay(String type, String text, String hex) {
        RecordData data = parse(type, text);
        assertThat(HexFormat.of().formatHex(data.wire().toBytes())).isEqualTo(hex.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    TLSA    | 3 1 1 0a0b 0C | 3 1 1 0A0B0C
                    TLSA    | \\# 4 03010101 | 3 1 1 01
                    DS      | 1 RSASHA256 2 ab | 1 8 2 AB
                    SVCB    | 1 . port=53 alpn="h2,h3" key667="a\\032b;(c)\\035\\"" | 1 . alpn=h2,h3 port=53 key667=a\\032b\\;\\(c\\)\\#\\"
                    SVCB    | 1 . key3=\\000\\053 | 1 . port=53
                    SVCB    | 1 . alpn= "h2,h3" | 1 . alpn=h2,h3
                    LOC     | 1 N 2 E 3 | 1 0 0.000 N 2 0 0.000 E 3m 1m 10000m 10m
                    LOC     | 1 2 3.4 S 5 6.0 W -0.5 0.5 | ?
                    LOC     | 1 2 3.4 S 5 6 W -0.5 0.5 | 1 2 3.400 S 5 6 0.000 W -0.50m 0.50m 10000m 10m
                    RRSIG   | a 8 1 2 0 2147483648 5 b. AA== | A 8 1 2 19700101000000 20380119031408 5 b AA==
                    NSEC3PARAM | 1 0 0 - | 1 0 0 -
                    NSEC3   | 1 0 0 ab 2t7b4g4vsa5smi47k61mv5bv1a22bojr mx a type65535 a | 1 0 0 AB 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR A MX TYPE65535
                    NID     | 1 0014:4fff:ff20:0 | 1 14:4fff:ff20:0
                    EUI64   | 00-00-5E-EF-10-00-00-2A | 00-00-5e-ef-10-00-00-2a
                    PX      | 1 a\\(b @ | 1 a\\(b \\@
                    """)
    void isWrittenInOneForm(String type, String text, String written) {
        if (written.equals("?")) {
            assertThatIllegalArgumentException().isThrownBy(() -> parse(type, text));
        } else {
            assertThat(parse(type, text)).hasToString(written);
            assertThat(parse(type, written)).isEqualTo(parse(type, text));
        }
    }

    /** Such data may come from other servers, and goes on as it is; its text is generic (RFC 3597, section 5). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TXT        |
                    TLSA       | 030101
                    TLSA       | 03
                    DS         |
                    SVCB       | 0001
                    SVCB       | 0001 00 0003
                    SVCB       | 0001 00 0003 0001 35
                    SVCB       | 0001 00 0003 0002 0035 0003 0002 0035
                    SVCB       | 0001 00 0003 0002 0035 0001 0003 026832
                    SVCB       | 0001 00 0001 0000
                    SVCB       | 0001 00 0001 0001 00
                    SVCB       | 0001 00 0001 0003 036832
                    SVCB       | 0001 00 0000 0002 0003
                    SVCB       | 0001 00 0000 0002 0000
                    SVCB       | 0001 00 0000 0000
                    SVCB       | 0001 00 0000 0004 00030003 0003 0002 0035
                    SVCB       | 0001 00 0002 0000
                    SVCB       | 0001 00 0004 0003 010203
                    SVCB       | 0001 00 0006 0004 01020304
                    SVCB       | 0001 c00c
                    NSEC       | 00 0000
                    NSEC       | 00 0001 00
                    NSEC       | 00 0002 4000
                    NSEC       | 00 0001 40 0001 40
                    NSEC       | 00 0021 000000000000000000000000000000000000000000000000000000000000000001
                    NSEC       | 00 0002 40
                    NSEC3      | 01 00 0000 00 00
                    NSEC3      | 01 00 0000 02 01
                    LOC        | 01 12 16 13 80000000 80000000 00989680
                    LOC        | 00 a2 16 13 80000000 80000000 00989680
                    LOC        | 00 1a 16 13 80000000 80000000 00989680
                    LOC        | 00 02 16 13 80000000 80000000 00989680
                    LOC        | 00 12 16 13 00000000 80000000 00989680
                    LOC        | 00 12 16 13 80000000 80000000 00989680 00
                    EUI48      | 0102030405
                    RP         | 00 00 00
                    NAPTR      | 0001 0002 05 00 00 00
                    NXT        | 00 40
                    WKS        | 01020304 06 40
                    OPENPGPKEY |
                    """)
    void malformedDataIsKeptAsItIs(String type, String hex) {
        byte[] octets = HexFormat.of().parseHex(hex == null ? "" : hex.replace(" ", ""));
        RecordType known = RecordType.of(type);
        RecordData data = RecordData.read(known, new WireReader(octets));
        assertThat(data.wire().toBytes()).isEqualTo(octets);
        assertThat(data.text()).isEqualTo(Octets.of(octets).generic());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    TLSA  | 3 1 1           | "usage selector matching-type certificate...", found "3 1 1"
                    TLSA  | 256 1 1 00      | a usage from 0 to 255, found "256"
                    TLSA  | 3 1 1 0         | a certificate in hex, found "0"
                    DS    | 1 RSA 1 00      | an algorithm from 0 to 255, found "RSA"
                    DS    | 65536 1 1 00    | a key tag from 0 to 65535, found "65536"
                    DNSKEY | 256 3 8 A      | a key in base 64, found "A"
                    DNSKEY | 256 3 8 A*==   | a key in base 64, found "A*=="
                    RRSIG | B 1 1 1 1 1 1 . AA== | a record type, as A, MX or TYPE65280, found "B"
                    RRSIG | A 1 1 1 20250229000000 1 1 . AA== | an expiration as YYYYMMDDHHmmSS, or in seconds, found "20250229000000"
                    RRSIG | A 1 1 1 4294967296 1 1 . AA== | an expiration from 0 to 4294967295, found "4294967296"
                    RRSIG | A 1 1 1 1 1d 1 . AA== | an inception as YYYYMMDDHHmmSS, or in seconds, found "1d"
                    RRSIG | A 1 1 1 1 1 1 a..b AA== | a domain name, found "a..b"
                    NSEC  | a. A B          | a record type, as A, MX or TYPE65280, found "B"
                    NSEC3 | 1 0 0 x 04      | a salt, or "-", in hex, found "x"
                    NSEC3 | 1 0 0 - 0       | a hash of 1 to 255 octets in base 32, extended hex, found "0"
                    NSEC3 | 1 0 0 - 05      | a hash of 1 to 255 octets in base 32, extended hex, found "05"
                    NSEC3 | 1 0 0 - 04==    | a hash of 1 to 255 octets in base 32, extended hex, found "04=="
                    NSEC3PARAM | 1 0 0      | "hash-algorithm flags iterations salt", found "1 0 0"
                    NSEC3PARAM | 1 0 0 - -  | "hash-algorithm flags iterations salt", found "1 0 0 - -"
                    EUI48 | 00-00-5e-00-53  | 6 octets in hex with hyphens, found "00-00-5e-00-53"
                    L32   | 1 1.2.3         | an IPv4 address, found "1.2.3"
                    NID   | 1 1:2:3         | four numbers in hex with colons, found "1:2:3"
                    NAPTR | 1 2 a b c       | "order preference flags services regular-expression replacement", found "1 2 a b c"
                    LOC   | 91 N 1 E 0      | a latitude in degrees from 0 to 90, found "91"
                    LOC   | 90 0 0.001 N 1 E 0 | a latitude up to 90 degrees N or S, found "N"
                    LOC   | 1 60 N 1 E 0    | a latitude's minutes from 0 to 59, found "60"
                    LOC   | 1 2 60 N 1 E 0  | a latitude's seconds from 0 to 59.999, found "60"
                    LOC   | 1 N 1 N 0       | a longitude's minutes from 0 to 59, found "N"
                    LOC   | 1 N 1 E 42849672.96 | an altitude from -100000m to 42849672.95m, found "42849672.96"
                    LOC   | 1 N 1 E 0 90000000.01m | a size from 0m to 90000000m, found "90000000.01m"
                    LOC   | 1 N 1 E 0 1 2 3 4 | `"degrees [minutes [seconds]] N|S degrees [minutes [seconds]] E|W altitude [size [precision [precision]]]", found "1 N 1 E 0 1 2 3 4"`
                    SVCB  | 1               | "priority target parameters...", found "1"
                    SVCB  | 1 . prot=53     | the key of a parameter, found "prot"
                    SVCB  | 1 . key01=a     | the key of a parameter, found "key01"
                    SVCB  | 1 . key65536=a  | a key from 0 to 65535, found "65536"
                    SVCB  | 1 . port=53 port=53 | each key once, found "port=53"
                    SVCB  | 1 . port=53 key3=\\000\\053 | each key once, found "key3=\\000\\053"
                    SVCB  | 1 . port        | a port from 0 to 65535, found ""
                    SVCB  | 1 . port=65536  | a port from 0 to 65535, found "65536"
                    SVCB  | 1 . alpn=       | protocols of 1 to 255 octets, found "alpn="
                    SVCB  | 1 . alpn=h2,,h3 | protocols of 1 to 255 octets, found "alpn=h2,,h3"
                    SVCB  | 1 . no-default-alpn=a alpn=h2 | a value of no-default-alpn as RFC 9460 has it, found "61"
                    SVCB  | 1 . no-default-alpn | a value of no-default-alpn as RFC 9460 has it, found ""
                    SVCB  | 1 . mandatory=port | a value of mandatory as RFC 9460 has it, found "0003"
                    SVCB  | 1 . mandatory=port,port port=1 | a value of mandatory as RFC 9460 has it, found "00030003"
                    SVCB  | 1 . mandatory=mandatory | a value of mandatory as RFC 9460 has it, found "0000"
                    SVCB  | 1 . ipv4hint=1.2.3 | an IPv4 address, found "1.2.3"
                    SVCB  | 1 . ipv6hint=1.2.3.4 | an IPv6 address, found "1.2.3.4"
                    SVCB  | 1 . ech=x       | a configuration of ECH in base 64, found "x"
                    SVCB  | 1 . key3=a      | a value of port as RFC 9460 has it, found "61"
                    """)
    void saysWhatIsWrong(String type, String text, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(type, text)).withMessage("expected " + problem);
    }

    @Test
    void namesAreRelativeToTheOrigin() {
        Origin origin = Origin.of(DomainName.of("example.com"));
        for (String each : List.of(
                "RP a @",
                "NAPTR 1 2 a b c d",
                "DNAME a",
                "SVCB 1 a",
                "NSEC a A",
                "RRSIG A 1 1 1 1 1 1 @ AA==",
                "LP 1 a")) {
            List<String> fields = TextFields.split(each);
            RecordType type = RecordType.of(fields.get(0));
            assertThat(RecordText.parse(type, fields.subList(1, fields.size()), origin)
                            .text())
                    .endsWith(each.replace("RP a @", "a.example.com example.com")
                            .replace(" @ ", " example.com ")
                            .replaceFirst("^.* (?=[^ ]*example)", "")
                            .replaceFirst("^.* ([ad])$", "$1.example.com")
                            .replaceFirst("^.* a A$", "a.example.com A"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MB", "RP", "NAPTR", "DNAME", "SVCB", "NSEC", "RRSIG", "TYPE65280"})
    void dataOfOneTypeFitsNoOther(String type) {
        RecordType known = RecordType.of(type);
        RecordData data = new RecordData.Opaque(known, Octets.of("x"));
        assertThat(data.fits(known)).isTrue();
        assertThat(data.fits(RecordType.of(65_281))).isFalse();
        assertThat(data.fits(RecordType.A)).isFalse();
        assertThat(new RecordData.Opaque(RecordType.A, Octets.of("abcd")).fits(RecordType.A))
                .isFalse();
    }

    private static RecordData parse(String type, String text) {
        return RecordLine.parse(RecordType.of(type), text);
    }
}
