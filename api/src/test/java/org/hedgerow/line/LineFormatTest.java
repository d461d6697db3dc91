package org.hedgerow.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Nanos;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
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
        Resolver nobody = (question, call) -> {};
        ServingOptions serving = ServingOptions.defaults();
        UpstreamOptions asking = UpstreamOptions.defaults();
        SocketAddress server = new InetSocketAddress(53);
        assertRefused("grace", () -> format.withGrace(nothing()));
        assertRefused("gap", () -> format.withBareGap(nothing()));
        assertRefused("resolver", () -> format.serving(nothing(), serving, new ServingTotals()));
        assertRefused("options", () -> format.serving(nobody, nothing(), new ServingTotals()));
        assertRefused("totals", () -> format.serving(nobody, serving, nothing()));
        assertRefused("lane", () -> format.asking(nothing(), server, asking, new UpstreamTotals()));
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
