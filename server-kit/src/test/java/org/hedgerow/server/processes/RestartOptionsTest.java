package org.hedgerow.server.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartOptionsTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final List<Duration> NEGATIVE = List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE));

    @Test
    void aProcessMayBeStartedAgainAfterEver() {
        RestartOptions options = RestartOptions.defaults()
                .withPauses(Duration.ofSeconds(1), LONGEST)
                .withSteady(LONGEST)
                .withAttempts(1);
        assertThat(options)
                .hasToString("RestartOptions[first=PT1S, longest=" + LONGEST + ", steady=" + LONGEST + ", attempts=1]")
                .isNotEqualTo(RestartOptions.defaults());
        assertThat(options.withAttempts(2))
                .isEqualTo(options.withAttempts(2))
                .hasSameHashCodeAs(options.withAttempts(2));
        assertThat(options.pause(Integer.MAX_VALUE)).isEqualTo(LONGEST);
        assertThat(options.pause(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(options.withPauses(LONGEST, LONGEST).pause(2)).isEqualTo(LONGEST);
        Preforked.builder(1, index -> new ProcessBuilder())
                .grace(LONGEST)
                .build()
                .close();
        for (Duration negative : NEGATIVE) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Preforked.builder(1, index -> new ProcessBuilder()).grace(negative));
        }
    }
}
