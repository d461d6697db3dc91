package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.hedgerow.lane.Nanos;
import org.hedgerow.line.LineFormat;
import org.junit.jupiter.api.Test;

class DnsFormatTest {
    @Test
    void refusesWhatMakesNoSense() {
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

    @Test
    void aRetransmissionWithoutEndIsAsLongAsNanosecondsCount() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(DnsFormat.standard().withRetransmission(endless).retransmissionNanos())
                .isEqualTo(Nanos.of(endless));
    }
}
