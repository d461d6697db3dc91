package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TtlTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0060, 60",
        "4294967296, 4294967296",
        "1s, 1",
        "1m, 60",
        "1H, 3600",
        "1d, 86400",
        "2W, 1209600",
        "1h30m, 5400",
        "30m1h, 5400",
        "1w2d3h4m5s, 788645",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775807",
        "99999999999999999999999999, 9223372036854775807",
        "99999999999999999w, 9223372036854775807",
        "9223372036854775807s1s, 9223372036854775807"
    })
    void readsNumbersWithUnitsAndWithout(String text, long seconds) {
        assertThat(parse(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "1h30", "30h5", "1x", "-1", "+1", "1.5h", "1 h", "h1", "1hh", "a", "1\u0660"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(parse(text)).isEqualTo(TtlText.NONE);
    }

    private static long parse(String text) {
        byte[] bytes = ("1" + text + "1").getBytes(StandardCharsets.UTF_8);
        return TtlText.parse(bytes, 1, bytes.length - 1);
    }
}
