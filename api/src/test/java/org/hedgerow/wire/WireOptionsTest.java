package org.hedgerow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WireOptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void servingStartsFromTheCoursesFiveSeconds() {
        assertThat(ServingOptions.defaults()).isEqualTo(new ServingOptions(Duration.ofSeconds(5), false, 1024, 16_384));
    }

    @Test
    void servingOptionsChangeOneAtATime() {
        assertThat(ServingOptions.defaults()
                        .withTimeout(SECOND)
                        .withFailFast(true)
                        .withMaxInFlight(7)
                        .withMaxDatagrams(9))
                .isEqualTo(new ServingOptions(SECOND, true, 7, 9));
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
        assertThatIllegalArgumentException().isThrownBy(() -> format.withGrace(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> format.withBareGap(SECOND.negated()));
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
}
