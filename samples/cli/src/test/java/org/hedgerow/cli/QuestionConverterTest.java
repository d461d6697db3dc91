package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuestionConverterTest {
    private final QuestionConverter converter = new QuestionConverter();

    @ParameterizedTest
    @CsvSource({
        "www.Princeton.edu, www.Princeton.edu/A",
        "example.com/MX, example.com/MX",
        "example.com/aaaa, example.com/AAAA",
        "example.com/TYPE65280, example.com/TYPE65280",
        "_443._tcp.example.com/tlsa, _443._tcp.example.com/TLSA",
        "example.com/TYPE35, example.com/NAPTR",
        "0/25.2.0.192.in-addr.arpa/PTR, 0/25.2.0.192.in-addr.arpa/PTR",
    })
    void readsANameAndPerhapsAType(String text, String question) {
        assertThat(converter.convert(text)).hasToString(question);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/", "example.com/ADDRESS", "example.com/TYPE65536", "example.com/A,AAAA"})
    void tellsAWrongType(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessage("expected a record type, as A, MX or TYPE65280, found \""
                        + text.substring(text.indexOf('/') + 1) + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "/A", "two words/A"})
    void tellsAWrongName(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessageStartingWith("expected a domain name");
    }
}
