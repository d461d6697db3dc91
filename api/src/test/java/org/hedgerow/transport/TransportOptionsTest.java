package org.hedgerow.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Ticker;
import org.junit.jupiter.api.Test;

class TransportOptionsTest {

    @Test
    void transportOptionsChangeOneAtATime() {
        Ticker still = () -> 0;
        TransportOptions defaults = TransportOptions.defaults();
        assertThat(defaults.withLanes(3)
                        .withTicker(still)
                        .withModel(ConcurrencyModel.EVENT_LOOP)
                        .withWorkers(5)
                        .withThreads(ThreadKind.PLATFORM))
                .hasToString("TransportOptions[lanes=3, ticker=" + still
                        + ", model=EVENT_LOOP, workers=5, threads=PLATFORM]")
                .isNotEqualTo(defaults);
        assertThat(defaults.withLanes(3)).isEqualTo(defaults.withLanes(3)).hasSameHashCodeAs(defaults.withLanes(3));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withLanes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withWorkers(0));
    }

    @Test
    void listenOptionsChangeOneAtATime() {
        ListenOptions defaults = ListenOptions.defaults();
        assertThat(defaults.withBacklog(7)
                        .withMaxConnections(1)
                        .withIdleTimeout(Duration.ofSeconds(2))
                        .withHighWater(3)
                        .withReset(true)
                        .withReusePort(true)
                        .withIpv4Only(true))
                .hasToString(
                        "ListenOptions[backlog=7, maxConnections=1, idleTimeout=PT2S, highWater=3, reset=true, reusePort=true,"
                                + " ipv4Only=true]")
                .isNotEqualTo(defaults);
        assertThat(defaults.withReset(true))
                .isEqualTo(defaults.withReset(true))
                .hasSameHashCodeAs(defaults.withReset(true));
    }

    @Test
    void bindOptionsChangeOneAtATime() {
        BindOptions defaults = BindOptions.defaults();
        assertThat(defaults.withReusePort(true).withReceiveBuffer(7).withIpv4Only(true))
                .hasToString("BindOptions[reusePort=true, receiveBuffer=7, ipv4Only=true]")
                .isNotEqualTo(defaults);
        assertThat(defaults.withReceiveBuffer(7))
                .isEqualTo(defaults.withReceiveBuffer(7))
                .hasSameHashCodeAs(defaults.withReceiveBuffer(7));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withReceiveBuffer(0));
    }

    @Test
    void listenOptionsRefuseWhatMakesNoSense() {
        ListenOptions options = ListenOptions.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxConnections(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withHighWater(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withIdleTimeout(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withBacklog(0))
                .withMessage("expected a backlog of at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withIdleTimeout(Duration.ofSeconds(Long.MIN_VALUE)))
                .withMessageContaining("idleTimeout");
    }

    @Test
    void concurrencyModelsAreFoundByWhatPeopleWrite() {
        for (ConcurrencyModel model : ConcurrencyModel.values()) {
            assertThat(ConcurrencyModel.named(model.text())).isEqualTo(model);
        }
        assertThat(ConcurrencyModel.EVENT_LOOPS_REUSEPORT.text()).isEqualTo("event-loops-reuseport");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConcurrencyModel.named("fork"))
                .withMessageContaining("event-loop, event-loops, ")
                .withMessageContaining("found \"fork\"");
    }

    @Test
    void virtualThreadsAreRefusedWhereThereAreNone() {
        TransportOptions options = TransportOptions.defaults();
        if (LightThreads.areVirtual()) {
            assertThat(options.withThreads(ThreadKind.VIRTUAL)).isEqualTo(options);
        } else {
            assertThat(options.threads()).isEqualTo(ThreadKind.PLATFORM);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> options.withThreads(ThreadKind.VIRTUAL))
                    .withMessageContaining("JDK 21");
        }
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.of(ConcurrencyModel.EVENT_LOOP))
                .withMessageContaining("no transport event-loop here");
    }

    @Test
    void aTransportThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.named("carrier-pigeon"))
                .withMessageContaining("no transport \"carrier-pigeon\" here");
    }
}
