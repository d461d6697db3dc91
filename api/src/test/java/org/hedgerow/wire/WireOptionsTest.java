package org.hedgerow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.line.LineFormat;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Endpoint;
import org.junit.jupiter.api.Test;

class WireOptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void servingStartsFromTheCoursesFiveSeconds() {
        assertThat(ServingOptions.defaults())
                .hasToString(
                        "ServingOptions[timeout=PT5S, failFast=false, maxInFlight=1024, maxDatagrams=16384, memory="
                                + InFlightMemory.ofProcess() + "]");
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
                .hasToString("ServingOptions[timeout=PT1S, failFast=true, maxInFlight=7, maxDatagrams=9, memory="
                        + memory + "]")
                .isNotEqualTo(ServingOptions.defaults());
        assertThat(ServingOptions.defaults().withMemory(memory))
                .isEqualTo(ServingOptions.defaults().withMemory(memory))
                .hasSameHashCodeAs(ServingOptions.defaults().withMemory(memory));
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
                .hasToString("UpstreamOptions[connectTimeout=PT1S, minBackoff=PT1S, maxBackoff=PT1S, maxPending=1]")
                .isNotEqualTo(UpstreamOptions.defaults());
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
    void upstreamRefusesNullsByTheirNames() {
        UpstreamOptions options = UpstreamOptions.defaults();
        assertRefused("connectTimeout", () -> options.withConnectTimeout(nothing()));
        assertRefused("minBackoff", () -> options.withBackoff(nothing(), SECOND));
        assertRefused("maxBackoff", () -> options.withBackoff(SECOND, nothing()));
        assertRefused("lane", () -> new UpstreamTotals().open(nothing()));
    }

    /** What no compiler sees. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** Once, some overflowed when they were added to a time. */
    @Test
    void timesWithoutEndAreAsLongAsNanosecondsCount() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        Duration longest = ServingOptions.defaults().withTimeout(endless).timeout();
        assertThat(longest).isBetween(Duration.ofDays(70 * 365), Duration.ofDays(80 * 365));
        assertThat(Nanos.of(longest)).isEqualTo(Nanos.of(endless)).isEqualTo(-Nanos.of(endless.negated()));
        assertThat(UpstreamOptions.defaults().withConnectTimeout(endless).withBackoff(endless, endless))
                .isEqualTo(
                        UpstreamOptions.defaults().withConnectTimeout(longest).withBackoff(longest, longest))
                .hasSameHashCodeAs(
                        UpstreamOptions.defaults().withConnectTimeout(longest).withBackoff(longest, longest));
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
                    .isThrownBy(() -> format.serving(null))
                    .withMessage("context");
            assertThatNullPointerException()
                    .isThrownBy(() -> format.asking(null))
                    .withMessage("context");
        }
        assertThatNullPointerException()
                .isThrownBy(() -> DnsFormat.standard().servingDatagrams(null))
                .withMessage("context");
    }

    @Test
    @SuppressWarnings("NullAway")
    void contextsRefuseNullsByTheirNames() {
        ServingContext serving = ServingContext.of((question, call) -> {});
        AskingContext asking = AskingContext.of(new Unconnected(), Endpoint.of(new InetSocketAddress(53)));
        assertRefused("resolver", () -> ServingContext.of(null));
        assertRefused("options", () -> serving.withOptions(null));
        assertRefused("totals", () -> serving.withTotals(null));
        assertRefused("connector", () -> AskingContext.of(null, asking.server()));
        assertRefused("server", () -> AskingContext.of(asking.connector(), null));
        assertRefused("options", () -> asking.withOptions(null));
        assertRefused("totals", () -> asking.withTotals(null));
        assertRefused("address", () -> Endpoint.of(null));
        assertRefused("name", () -> asking.server().withName(null));
    }

    @Test
    void contextsChangeOneAtATime() {
        ServingTotals served = new ServingTotals();
        ServingContext serving = ServingContext.of((question, call) -> {}).withTotals(served);
        assertThat(serving.options()).isEqualTo(ServingOptions.defaults());
        ServingOptions options = ServingOptions.defaults().withTimeout(SECOND);
        assertThat(serving.withOptions(options).options()).isSameAs(options);
        assertThat(serving.withOptions(options).totals()).isSameAs(served);
        UpstreamTotals asked = new UpstreamTotals();
        Endpoint server = Endpoint.of(new InetSocketAddress("127.0.0.1", 53));
        AskingContext asking = AskingContext.of(new Unconnected(), server).withTotals(asked);
        assertThat(asking.options()).isEqualTo(UpstreamOptions.defaults());
        UpstreamOptions patient = UpstreamOptions.defaults().withConnectTimeout(SECOND);
        assertThat(asking.withOptions(patient).options()).isSameAs(patient);
        assertThat(asking.withOptions(patient).totals()).isSameAs(asked);
        assertThat(asking.withOptions(patient).server()).isSameAs(server);
    }

    @Test
    void anEndpointIsKnownByItsNameOrElseItsAddress() {
        Endpoint bare = Endpoint.of(new InetSocketAddress("127.0.0.1", 53));
        assertThat(bare.name()).isEqualTo("127.0.0.1:53");
        assertThat(bare).hasToString("127.0.0.1:53");
        Endpoint named = bare.withName("dns.example");
        assertThat(named).hasToString("dns.example (127.0.0.1:53)").isNotEqualTo(bare);
        assertThat(named.address()).isSameAs(bare.address());
        assertThat(named).isEqualTo(bare.withName("dns.example")).hasSameHashCodeAs(bare.withName("dns.example"));
    }

    private static void assertRefused(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }

    /** Makes nothing. */
    private static final class Unconnected implements Connector {
        @Override
        public Lane lane() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Connection connect(SocketAddress address, ConnectionHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
            throw new UnsupportedOperationException();
        }
    }
}
