package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFieldsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a b  c              | a;b;c
                    a b#c d             | a;b
                    a b # "c            | a;b
                    "a b" c             | "a b";c
                    "a # b" c           | "a # b";c
                    "a \\" # b" c        | "a \\" # b";c
                    "a\\\\" # b"         | "a\\\\"
                    "a""b"c             | "a";"b";c
                    a"b c"d             | a"b;c"d
                    \\# 4 0A000001       | \\#;4;0A000001
                    a\\ b c              | a\\ b;c
                    a\\"b c              | a\\"b;c
                    \\"a b               | \\"a;b
                    a \\                 | a;\\
                    ""                  | ""
                    """)
    void splitsALine(String line, String fields) {
        assertThat(TextFields.split(line)).isEqualTo(Arrays.asList(fields.split(";")));
    }

    @Test
    void takesTabsForBlanks() {
        assertThat(TextFields.split("\ta \t b\t")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t ", "#", "  # a b"})
    void nothingHasNoFields(String line) {
        assertThat(TextFields.split(line)).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"b # c", "\"b\\\"", "\"b\\"})
    void aQuoteIsClosed(String open) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextFields.split("a " + open))
                .withMessage("expected a closing quote, found \"" + open + '"');
    }
}
