package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    private static final String LABEL_63 = "a".repeat(63);
    private static final String NAME_253 = String.join(".", LABEL_63, LABEL_63, LABEL_63, "a".repeat(61));

    @Test
    void keepsItsSpelling() {
        assertThat(DomainName.of("wWw.Princeton.EDU")).hasToString("wWw.Princeton.EDU");
    }

    @Test
    void isTheSameInAnyCase() {
        assertThat(DomainName.of("WWW.princeton.EDU"))
                .isEqualTo(DomainName.of("www.PRINCETON.edu"))
                .hasSameHashCodeAs(DomainName.of("www.PRINCETON.edu"));
    }

    @Test
    void isTheSameWithAFinalDot() {
        assertThat(DomainName.of("www.princeton.edu."))
                .hasToString("www.princeton.edu.")
                .isEqualTo(DomainName.of("www.princeton.edu"))
                .hasSameHashCodeAs(DomainName.of("www.princeton.edu"));
    }

    @Test
    void differsInAnyOctet() {
        assertThat(DomainName.of("www.princeton.edu"))
                .isNotEqualTo(DomainName.of("www.princeton.edv"))
                .isNotEqualTo(DomainName.of("www.princeton.ed"))
                .isNotEqualTo(DomainName.of("www-princeton.edu"));
    }

    /** Names are hashed and compared several octets at a time, and the last ones in another way. */
    @Test
    void differsInEachOctetOfAnyLengthUnlessItIsTheSameLetter() {
        for (int octets = 1; octets <= 40; octets++) {
            for (int at = 1; at <= octets; at++) {
                for (int octet = 0; octet < 256; octet++) {
                    DomainName name = label(octets, at, octet);
                    for (int other :
                            new int[] {'a', 'A', 'z', 'Z', '@', '[', 0xC1, octet, octet ^ 0x20, octet ^ 0x80}) {
                        compare(name, label(octets, at, other), lower(octet) == lower(other));
                    }
                }
            }
        }
    }

    /** Of a product with a sign, half of these pairs have the same hash whatever the secret numbers are. */
    @Test
    void hasAHashThatNobodyCanMakeTheSame() {
        int same = 0;
        for (int prefix = 0; prefix < 64; prefix++) {
            byte[] wire = new byte[50];
            Arrays.fill(wire, 1, 49, (byte) '0');
            wire[0] = 48;
            wire[1] = (byte) ('0' + prefix % 8);
            wire[2] = (byte) ('0' + prefix / 8);
            byte[] other = wire.clone();
            other[8] ^= (byte) 0xFE;
            for (int i = 9; i < 16; i++) {
                other[i] ^= (byte) 0xFF;
            }
            other[16] ^= 1;
            same += DomainName.tryReadWire(wire, 0, 50).hashCode()
                            == DomainName.tryReadWire(other, 0, 50).hashCode()
                    ? 1
                    : 0;
        }
        assertThat(same).isLessThan(4);
    }

    private static void compare(DomainName name, DomainName other, boolean same) {
        byte[] shifted = new byte[1 + other.wireOctets()];
        other.copyWireTo(shifted, 1);
        if (name.equals(other) != same
                || name.isOnWireInAnyCase(shifted, 1) != same
                || (same && name.hashCode() != other.hashCode())) {
            fail("expected %s %s %s", name, same ? "to be" : "not to be", other);
        }
    }

    private static DomainName label(int octets, int at, int octet) {
        byte[] wire = new byte[octets + 2];
        wire[0] = (byte) octets;
        Arrays.fill(wire, 1, octets + 1, (byte) 'q');
        wire[at] = (byte) octet;
        return DomainName.tryReadWire(wire, 0, wire.length);
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 'a' - 'A' : octet & 0xFF;
    }

    /** '[' and '{' are 0x20 apart, as 'A' and 'a' are, and are no letters. */
    @Test
    void ignoresTheCaseOfLettersOnly() {
        assertThat(DomainName.of("a[b")).isNotEqualTo(DomainName.of("a{b"));
        assertThat(DomainName.of("ä.de")).isNotEqualTo(DomainName.of("Ä.de"));
    }

    @Test
    void mayBeAsLongAsRfc1035Allows() {
        assertThat(NAME_253).hasSize(253);
        assertThat(DomainName.of(NAME_253)).hasToString(NAME_253);
        assertThat(DomainName.of(NAME_253 + ".").octets()).isEqualTo(254);
    }

    @Test
    void isNoLongerThanRfc1035Allows() {
        assertThat(parse(NAME_253 + "a")).isNull();
        assertThat(parse(LABEL_63 + "a.edu")).isNull();
        assertThat(parse("www." + LABEL_63 + "a")).isNull();
        assertThat(parse("www." + LABEL_63 + "a.")).isNull();
    }

    @Test
    void countsOctetsNotCharacters() {
        assertThat(parse("ü".repeat(31))).isNotNull();
        assertThat(parse("ü".repeat(32))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".a", "a..b", "a..", " ", "a b", "a ", "\ta", "a\u0000", "a\u007f", "a\r"})
    void isNoneWithEmptyLabelsBlanksOrControls(String text) {
        assertThat(parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0085b", "a\u00a0b", "a\u2028b", "a\u3000b"})
    void isNoneWithBlanksOrControlsOutsideAscii(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void isNoneIfItIsNotUtf8() {
        assertThat(DomainName.tryParse(new byte[] {'a', (byte) 0xC3}, 0, 2)).isNull();
        assertThat(DomainName.tryParse(new byte[] {(byte) 0xFF, '.', 'a'}, 0, 3))
                .isNull();
        assertThat(DomainName.tryParse(new byte[] {(byte) 0xC0, (byte) 0xAF}, 0, 2))
                .isNull();
    }

    @Test
    void mayBeTheRoot() {
        assertThat(DomainName.of(".")).hasToString(".");
    }

    @Test
    void isReadFromTheMiddleOfAnArrayAndCopied() {
        byte[] bytes = "xxa.eduxx".getBytes(StandardCharsets.UTF_8);
        DomainName name = DomainName.tryParse(bytes, 2, 7);
        bytes[2] = 'b';
        assertThat(name).hasToString("a.edu");
    }

    @Test
    void copiesItsOctets() {
        DomainName name = DomainName.of("ä.edu");
        byte[] target = new byte[name.octets() + 2];
        name.copyTo(target, 1);
        assertThat(new String(target, 1, name.octets(), StandardCharsets.UTF_8)).isEqualTo("ä.edu");
        assertThat(target).startsWith(0).endsWith(0);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.of("a\u0007 b"))
                .withMessageContaining("expected a domain name")
                .withMessageContaining("found \"a? b\"");
    }

    @Test
    void escapesWhatWouldEndALabelOrCannotBeShown() {
        DomainName name = DomainName.of("a\\.b\\\\\\032\\x.e\\100u.");
        assertThat(name).hasToString("a\\.b\\\\\\032x.edu").isEqualTo(DomainName.of(name.toString()));
        assertThat(wire(name)).isEqualTo("\6a.b\\ x\3edu\0");
        assertThat(name.octets()).isEqualTo(name.toString().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\", "a\\25", "a\\256", "a\\2x3", "\\032 a", "a\\.b..c", ".\\."})
    void mayNotEndWithinAnEscapeNorHoldEmptyLabels(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void countsTheLimitWithoutEscapes() {
        String label = "\\097".repeat(63);
        assertThat(parse(String.join(".", label, label, label, "\\097".repeat(61))))
                .isEqualTo(DomainName.of(NAME_253));
        assertThat(parse(String.join(".", label, label, label, "\\097".repeat(62))))
                .isNull();
        assertThat(parse(label + "a")).isNull();
    }

    @Test
    void isReadFromTheWireAndWrittenAsItIsThere() {
        byte[] bytes = octets("xx\3wWw\2\u00c3\u00a4\0yy");
        DomainName name = DomainName.tryReadWire(bytes, 2, bytes.length);
        assertThat(name)
                .hasToString("wWw.ä")
                .isEqualTo(DomainName.of("www.ä"))
                .hasSameHashCodeAs(DomainName.of("www.ä"));
        assertThat(name.wireOctets()).isEqualTo(8);
        assertThat(name.isOnWire(bytes, 2)).isTrue();
        assertThat(name.isOnWire(bytes, 3)).isFalse();
        assertThat(name.isOnWire(bytes, 8)).isFalse();
    }

    @Test
    void showsAnyOctetOfTheWire() {
        byte[] bytes = octets("\5a.\0\u00ff \1\u00c3\0");
        assertThat(DomainName.tryReadWire(bytes, 0, bytes.length))
                .hasToString("a\\.\\000\\255\\032.\\195")
                .satisfies(name -> assertThat(DomainName.of(name.toString())).isEqualTo(name));
    }

    /** Blanks and controls have to be escaped, whether or not something else is. */
    @ParameterizedTest
    @ValueSource(strings = {"a b\\.c", "a\\.b c", "a\\.b\u0001", "\u007f\\.b"})
    void isNoneWithBlanksOrControlsBesideEscapes(String text) {
        assertThat(parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\1", "\1a", "\2a\0", "\u0040a\0", "\u00c0\0", "\1a\u00c0\0", "\u0080a\0"})
    void isNoneOnTheWireIfItDoesNotEndOrIsCompressed(String wire) {
        byte[] bytes = octets(wire);
        assertThat(DomainName.tryReadWire(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void isNoneOnTheWireIfItIsTooLong() {
        String longest = wire(DomainName.of(NAME_253));
        assertThat(longest).hasSize(DomainName.MAX_WIRE_OCTETS);
        assertThat(DomainName.tryReadWire(octets(longest), 0, 255)).isEqualTo(DomainName.of(NAME_253));
        assertThat(DomainName.tryReadWire(octets(longest), 0, 254)).isNull();
        assertThat(DomainName.tryReadWire(octets("\1b" + longest), 0, 257)).isNull();
    }

    @Test
    void hasTheSameNamesAboveItWhateverTheirLength() {
        for (int octets = 1; octets <= 24; octets++) {
            DomainName parent = DomainName.of("aB-1." + "x".repeat(octets)).parent();
            DomainName same = DomainName.of("X".repeat(octets));
            assertThat(parent).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(DomainName.of("y".repeat(octets)));
            assertThat(same).isEqualTo(parent).isNotEqualTo(DomainName.of("b." + "x".repeat(octets)));
        }
    }

    @Test
    void hasTheNamesAboveIt() {
        for (String text : new String[] {"wWw.Princeton.EDU", "a\\.b.c\\032d.e", "www.princeton.edu.", NAME_253}) {
            for (DomainName name = DomainName.of(text); !name.isRoot(); name = name.parent()) {
                DomainName same = DomainName.of(name.toString());
                assertThat(name).isEqualTo(same).hasSameHashCodeAs(same);
                assertThat(name.parent().octets())
                        .isEqualTo(name.parent().toString().length());
                assertThat(name.isWithin(name.parent())).isTrue();
                assertThat(name.isWithin(DomainName.ROOT)).isTrue();
                assertThat(name.parent().isWithin(name)).isFalse();
            }
        }
        assertThat(DomainName.of("www.princeton.edu").parent()).hasToString("princeton.edu");
        assertThat(DomainName.of("edu").parent()).isEqualTo(DomainName.ROOT).hasSameHashCodeAs(DomainName.ROOT);
        assertThatIllegalStateException().isThrownBy(DomainName.ROOT::parent);
    }

    @Test
    void isWithinWholeLabelsOnly() {
        DomainName name = DomainName.of("www.Princeton.edu");
        assertThat(name.isWithin(DomainName.of("princeton.EDU"))).isTrue();
        assertThat(name.isWithin(DomainName.of("inceton.edu"))).isFalse();
        assertThat(name.isWithin(DomainName.of("www.princeton.com"))).isFalse();
    }

    @Test
    void isSpelledAsAnotherOrNot() {
        DomainName name = DomainName.of("wWw.edu");
        assertThat(name.isSpelledAs(DomainName.of("wWw.edu."))).isTrue();
        assertThat(name.isSpelledAs(DomainName.of("www.edu"))).isFalse();
        assertThat(DomainName.of("a.wWw.edu").parent().isSpelledAs(name)).isTrue();
    }

    @Test
    void isAWildcardByItsFirstLabelAlone() {
        assertThat(DomainName.of("*.edu").isWildcard()).isTrue();
        assertThat(DomainName.of("**.edu").isWildcard()).isFalse();
        assertThat(DomainName.of("a.*.edu").isWildcard()).isFalse();
        assertThat(DomainName.ROOT.isWildcard()).isFalse();
    }

    private static String wire(DomainName name) {
        byte[] bytes = new byte[name.wireOctets()];
        name.copyWireTo(bytes, 0);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static DomainName parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DomainName.tryParse(bytes, 0, bytes.length);
    }
}
