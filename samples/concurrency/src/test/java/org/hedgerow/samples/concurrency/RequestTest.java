package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private final Request request = new Request();

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "4096,4096", "007,7", "1073741824,1073741824"})
    void numbersUpToTheLimitAreRead(String text, long octets) {
        assertThat(Request.parse(text)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "+1", "1.5", "1 2", "0x10", "1073741825", "1000000000000", "9999999999"})
    void anythingElseIsNot(String text) {
        assertThat(Request.parse(text)).isNegative();
        assertThat(Request.expected(text))
                .startsWith("expected a number of octets from 0 to 1073741824, found ")
                .endsWith(text.isEmpty() ? "nothing" : '"' + text + '"');
    }

    @Test
    void aLineEndCompletesIt() {
        assertThat(take("40")).isFalse();
        assertThat(take("96\r\nrest")).isTrue();
        assertThat(request.text()).isEqualTo("4096");
    }

    @Test
    void moreThan64OctetsAreNeitherKeptNorShown() {
        assertThat(take("0".repeat(5 * 1024))).isTrue();

        assertThat(request.text()).hasSize(64);
        assertThat(Request.parse(request.text())).isNegative();
        assertThat(refusal()).endsWith("found \"" + "0".repeat(64) + "...\"\n");
    }

    @Test
    void whatCannotBePrintedIsNot() {
        take("a\u0007\u001b[31m\u00e9\n");

        assertThat(refusal()).endsWith("found \"a??[31m??\"\n");
    }

    private boolean take(String text) {
        return request.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String refusal() {
        return request.refusal();
    }
}
