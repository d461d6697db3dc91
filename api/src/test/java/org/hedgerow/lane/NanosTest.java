package org.hedgerow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NanosTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration SHORTEST = Duration.ofSeconds(Long.MIN_VALUE);

    @Test
    void durationsOfAnyLengthFit() {
        assertThat(Nanos.of(Duration.ofSeconds(1))).isEqualTo(1_000_000_000);
        assertThat(Nanos.of(Duration.ofNanos(-1))).isEqualTo(-1);
        assertThat(Nanos.of(LONGEST)).isEqualTo(Long.MAX_VALUE / 4);
        assertThat(Nanos.of(SHORTEST)).isEqualTo(-(Long.MAX_VALUE / 4));
        assertThatNullPointerException().isThrownBy(() -> Nanos.of(null)).withMessage("duration");
    }

    @Test
    void timesAfterAnotherAreNotBeforeItAndCanBeCompared() {
        for (long now : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 5}) {
            assertThat(Nanos.after(now, 7) - now).isEqualTo(7);
            assertThat(Nanos.after(now, -7)).isEqualTo(now);
            assertThat(Nanos.after(now, Long.MIN_VALUE)).isEqualTo(now);
            assertThat(Nanos.after(now, Long.MAX_VALUE) - now).isEqualTo(Long.MAX_VALUE / 4);
        }
    }

    @Test
    void negativeDurationsAreRefusedByName() {
        assertThat(Nanos.notNegative(Duration.ZERO, "grace")).isZero();
        assertThat(Nanos.notNegative(LONGEST, "grace")).isEqualTo(LONGEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Nanos.notNegative(SHORTEST, "grace"))
                .withMessageContaining("grace");
        assertThatNullPointerException()
                .isThrownBy(() -> Nanos.notNegative(null, "grace"))
                .withMessage("grace");
    }
}
