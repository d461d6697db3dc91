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
        RestartOptions options = new RestartOptions(Duration.ofSeconds(1), LONGEST, LONGEST, 1);
        assertThat(options.pause(Integer.MAX_VALUE)).isEqualTo(LONGEST);
        assertThat(options.pause(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(new RestartOptions(LONGEST, LONGEST, LONGEST, 1).pause(2)).isEqualTo(LONGEST);
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
