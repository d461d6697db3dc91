package org.hedgerow.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.hedgerow.lane.Ticker;
import org.junit.jupiter.api.Test;

class TransportOptionsTest {

    @Test
    void transportOptionsChangeOneAtATime() {
        Ticker still = () -> 0;
        assertThat(TransportOptions.defaults().withLanes(3).withTicker(still))
                .isEqualTo(new TransportOptions(3, still));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportOptions.defaults().withLanes(0));
    }

    @Test
    void listenOptionsChangeOneAtATime() {
        ListenOptions defaults = ListenOptions.defaults();
        assertThat(defaults.withMaxConnections(1)
                        .withIdleTimeout(Duration.ofSeconds(2))
                        .withHighWater(3))
                .isEqualTo(new ListenOptions(defaults.backlog(), 1, Duration.ofSeconds(2), 3));
    }

    @Test
    void listenOptionsRefuseWhatMakesNoSense() {
        ListenOptions options = ListenOptions.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxConnections(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withHighWater(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withIdleTimeout(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListenOptions(0, 1, Duration.ZERO, 1))
                .withMessageContaining("backlog 0");
    }

    @Test
    void aTransportThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.named("carrier-pigeon"))
                .withMessageContaining("no transport \"carrier-pigeon\" here");
    }
}
