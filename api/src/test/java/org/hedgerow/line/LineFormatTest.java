package org.hedgerow.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedgerow.lane.Nanos;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void refusesTimesThatAreNotAboveZero() {
        LineFormat format = LineFormat.standard();
        for (Duration time : List.of(Duration.ZERO, SECOND.negated(), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> format.withGrace(time))
                    .withMessage("expected a grace above zero, found " + time);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> format.withBareGap(time))
                    .withMessage("expected a gap above zero, found " + time);
        }
    }

    @Test
    void takesTheLongestTimesForVeryLongOnes() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(LineFormat.standard().withGrace(longest).graceNanos()).isEqualTo(Nanos.of(longest));
        assertThat(LineFormat.standard().withBareGap(longest).bare().singleConnection())
                .isTrue();
    }

    @Test
    void refusesNullsByTheirNames() {
        LineFormat format = LineFormat.standard();
        assertRefused("grace", () -> format.withGrace(nothing()));
        assertRefused("gap", () -> format.withBareGap(nothing()));
    }

    @Test
    void onlyBareServersAreAskedOverOneConnection() {
        assertThat(LineFormat.standard().singleConnection()).isFalse();
        assertThat(LineFormat.standard().silentOnMiss().singleConnection()).isFalse();
        assertThat(LineFormat.standard().bare().withGrace(SECOND).silentOnMiss().singleConnection())
                .isTrue();
        assertThat(LineFormat.standard().name()).isEqualTo("line");
    }

    private static void assertRefused(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }

    /** What no compiler sees. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
