package org.hedgerow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
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

    private static DomainName parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DomainName.tryParse(bytes, 0, bytes.length);
    }
}
