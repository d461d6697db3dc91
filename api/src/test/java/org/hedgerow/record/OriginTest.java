package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final Origin EXAMPLE = Origin.of(DomainName.of("Example.com."));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a         | a.Example.com
                    a.B       | a.B.Example.com
                    a.        | a
                    A.b.      | A.b
                    .         | .
                    @         | Example.com
                    \\@        | @.Example.com
                    @.        | @
                    @.a       | @.a.Example.com
                    a\\.       | a\\..Example.com
                    a\\..      | a\\.
                    a\\\\.      | a\\\\
                    a\\\\\\.     | a\\\\\\..Example.com
                    a\\046b    | a\\.b.Example.com
                    \\097.b    | a.b.Example.com
                    bücher    | bücher.Example.com
                    """)
    void aNameWithoutAFinalDotIsBelowTheOrigin(String text, String name) {
        assertThat(parse(EXAMPLE, text).toString()).isEqualTo(name);
        assertThat(parse(EXAMPLE, text)).isEqualTo(DomainName.of(name)).hasSameHashCodeAs(DomainName.of(name));
    }

    @Test
    void theRootIsAnOrigin() {
        assertThat(parse(Origin.of(DomainName.ROOT), "a.b")).hasToString("a.b").isEqualTo(DomainName.of("a.b"));
        assertThat(parse(Origin.of(DomainName.ROOT), "@")).isEqualTo(DomainName.ROOT);
    }

    @Test
    void withoutOneAllNamesAreAbsolute() {
        assertThat(parse(Origin.absolute(), "a.b")).hasToString("a.b");
        assertThat(parse(Origin.absolute(), "a.b.")).hasToString("a.b.");
        assertThat(parse(Origin.absolute(), "@")).hasToString("@");
    }

    @Test
    void whileItIsUnknownNamesHaveAFinalDot() {
        assertThat(parse(Origin.unknown(), "a.b.")).hasToString("a.b");
        for (String name : List.of("a.b", "@", "a\\.")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(Origin.unknown(), name))
                    .withMessage("expected a name with a final dot, for there is no origin yet, found \"%s\"", name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "..", "\"a\"", "a b", "a\\", "a\\256"})
    void whatIsNoNameIsNone(String text) {
        for (Origin each : List.of(EXAMPLE, Origin.absolute(), Origin.unknown())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(each, text))
                    .withMessage("expected a domain name, found \"%s\"", text);
        }
    }

    @Test
    void theWholeNameIsNotTooLong() {
        String label = "a".repeat(60) + '.';
        String most = label.repeat(3) + "b".repeat(253 - 183 - ".example.com".length());

        assertThat(parse(EXAMPLE, most).octets()).isEqualTo(253);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(EXAMPLE, most + "b"))
                .withMessage(
                        "expected a name of at most 253 octets together with its origin Example.com, found \"%s\"",
                        most.substring(0, 64));
    }

    @Test
    void aNameIsTheSameHoweverItCameAbout() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] labels = {"a", "B", "\\.", "\\000", "xyz", "ü", "-", "\\255", "www"};
        for (int i = 0; i < 5_000; i++) {
            String below = labels(random, labels);
            String above = labels(random, labels);
            DomainName expected = DomainName.of(below + '.' + above);
            DomainName whole = parse(Origin.of(DomainName.of(above)), below);

            assertThat(whole).as("seed %d", seed).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(whole.isSpelledAs(expected)).isTrue();
            assertThat(whole).hasToString(expected.toString());
            assertThat(whole.parent()).isEqualTo(expected.parent()).hasSameHashCodeAs(expected.parent());
        }
    }

    private static String labels(Random random, String[] labels) {
        StringBuilder text = new StringBuilder(labels[random.nextInt(labels.length)]);
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append('.').append(labels[random.nextInt(labels.length)]);
        }
        return text.toString();
    }

    private static DomainName parse(Origin origin, String text) {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.UTF_8);
        return origin.parse(bytes, 1, bytes.length - 1);
    }
}
