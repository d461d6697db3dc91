package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({
        "500ms, 500, 0.5s",
        "5s, 5000, 5s",
        "1m, 60000, 1m",
        "090s, 90000, 1m30s",
        "999999999m, 59999999940000, "
    })
    void readsTimes(String text, long millis, String again) {
        assertThat(converter.convert(text)).isEqualTo(Duration.ofMillis(millis));
        if (again != null) {
            assertThat(Words.time(converter.convert(text))).isEqualTo(again);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "0s", "0ms", "-5s", "5 s", "5S", "5h", "1.5s", "5s5", "1000000000s", "٥s"})
    void saysWhatItExpects(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessage("expected a time such as 500ms, 5s or 1m, found \"" + text + '"');
    }
}
