package org.hedgerow.wire;

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
import org.junit.jupiter.api.Test;

class WireOptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void servingStartsFromTheCoursesFiveSeconds() {
        assertThat(ServingOptions.defaults())
                .isEqualTo(new ServingOptions(Duration.ofSeconds(5), false, 1024, 16_384, InFlightMemory.ofProcess()));
    }

    @Test
    void servingOptionsChangeOneAtATime() {
        InFlightMemory memory = InFlightMemory.ofBytes(10);
        assertThat(ServingOptions.defaults()
                        .withTimeout(SECOND)
                        .withFailFast(true)
                        .withMaxInFlight(7)
                        .withMaxDatagrams(9)
                        .withMemory(memory))
                .isEqualTo(new ServingOptions(SECOND, true, 7, 9, memory));
    }

    @Test
    void servingRefusesWhatMakesNoSense() {
        ServingOptions options = ServingOptions.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> options.withTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withTimeout(SECOND.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxInFlight(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxDatagrams(0));
    }

    @Test
    void upstreamOptionsChangeOneAtATime() {
        assertThat(UpstreamOptions.defaults()
                        .withConnectTimeout(SECOND)
                        .withBackoff(SECOND, SECOND)
                        .withMaxPending(1))
                .isEqualTo(new UpstreamOptions(SECOND, SECOND, SECOND, 1));
    }

    @Test
    void upstreamRefusesWhatMakesNoSense() {
        UpstreamOptions options = UpstreamOptions.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> options.withConnectTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withBackoff(Duration.ZERO, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withBackoff(SECOND, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxPending(0));
    }

    @Test
    void theLineFormatRefusesTimesThatAreNotAboveZero() {
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
    void theLineFormatTakesTheLongestTimesForVeryLongOnes() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(LineFormat.standard().withGrace(longest).graceNanos()).isEqualTo(Nanos.of(longest));
        assertThat(LineFormat.standard().withBareGap(longest).bare().singleConnection())
                .isTrue();
    }

    @Test
    void theLineFormatRefusesNullsByTheirNames() {
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
    void upstreamRefusesNullsByTheirNames() {
        UpstreamOptions options = UpstreamOptions.defaults();
        assertRefused("connectTimeout", () -> options.withConnectTimeout(nothing()));
        assertRefused("minBackoff", () -> options.withBackoff(nothing(), SECOND));
        assertRefused("maxBackoff", () -> options.withBackoff(SECOND, nothing()));
        assertRefused("lane", () -> new UpstreamTotals().open(nothing()));
    }

    private static void assertRefused(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }

    /** What no compiler sees. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void onlyBareServersAreAskedOverOneConnection() {
        assertThat(LineFormat.standard().singleConnection()).isFalse();
        assertThat(LineFormat.standard().silentOnMiss().singleConnection()).isFalse();
        assertThat(LineFormat.standard().bare().withGrace(SECOND).silentOnMiss().singleConnection())
                .isTrue();
        assertThat(LineFormat.standard().name()).isEqualTo("line");
    }

    @Test
    void theDnsFormatRefusesWhatMakesNoSense() {
        DnsFormat format = DnsFormat.standard();
        assertThatIllegalArgumentException().isThrownBy(() -> format.withPayload(511));
        assertThatIllegalArgumentException().isThrownBy(() -> format.withPayload(4097));
        assertThatIllegalArgumentException().isThrownBy(() -> format.withSourcePorts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> format.withSourcePorts(1025));
        assertThatIllegalArgumentException().isThrownBy(() -> format.withRetransmission(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.defaults().withPerSecond(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.defaults().withSlip(-1));
        assertThat(format.name()).isEqualTo("dns");
        assertThat(format.defaultTimeout()).isLessThan(LineFormat.standard().defaultTimeout());
    }

    /** Nobody elsewhere can send in the name of a server on this host. */
    @Test
    void aServerOnThisHostIsAskedFromOnePortUnlessToldOtherwise() {
        DnsFormat format = DnsFormat.standard();
        assertThat(format.sourcePorts(new InetSocketAddress("127.0.0.1", 53))).isEqualTo(1);
        assertThat(format.sourcePorts(new InetSocketAddress("::1", 53))).isEqualTo(1);
        assertThat(format.sourcePorts(new InetSocketAddress("192.0.2.1", 53))).isEqualTo(8);
        assertThat(format.sourcePorts(InetSocketAddress.createUnresolved("localhost", 53)))
                .isEqualTo(8);
        assertThat(format.withSourcePorts(4).sourcePorts(new InetSocketAddress("127.0.0.1", 53)))
                .isEqualTo(4);
    }

    /** Once, some overflowed when they were added to a time. */
    @Test
    void timesWithoutEndAreAsLongAsNanosecondsCount() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        Duration longest = ServingOptions.defaults().withTimeout(endless).timeout();
        assertThat(longest).isBetween(Duration.ofDays(70 * 365), Duration.ofDays(80 * 365));
        assertThat(Nanos.of(longest)).isEqualTo(Nanos.of(endless)).isEqualTo(-Nanos.of(endless.negated()));
        assertThat(UpstreamOptions.defaults().withConnectTimeout(endless).withBackoff(endless, endless))
                .isEqualTo(new UpstreamOptions(longest, longest, longest, 65_536));
        assertThat(DnsFormat.standard().withRetransmission(endless).retransmissionNanos())
                .isEqualTo(Nanos.of(longest));
        assertThat(LineFormat.standard().withGrace(endless).graceNanos()).isEqualTo(Nanos.of(longest));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullsAreRefusedByName() {
        ServingOptions options = ServingOptions.defaults();
        assertThatNullPointerException()
                .isThrownBy(() -> options.withTimeout(null))
                .withMessage("timeout");
        assertThatNullPointerException()
                .isThrownBy(() -> options.withMemory(null))
                .withMessage("memory");
        assertThatNullPointerException()
                .isThrownBy(() -> UpstreamOptions.defaults().withConnectTimeout(null))
                .withMessage("connectTimeout");
        for (WireFormat format : List.of(LineFormat.standard(), DnsFormat.standard())) {
            assertThatNullPointerException()
                    .isThrownBy(() -> format.serving(null, options, new ServingTotals()))
                    .withMessage("resolver");
            assertThatNullPointerException()
                    .isThrownBy(() -> format.asking(null, null, UpstreamOptions.defaults(), new UpstreamTotals()))
                    .withMessage("lane");
        }
    }
}
