package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTickerTest {
    private final ManualTicker ticker = new ManualTicker();

    @Test
    void standsStillUntilAdvanced() {
        long start = ticker.nanos();
        assertThat(ticker.nanos()).isEqualTo(start);
        ticker.advance(Duration.ofNanos(5));
        assertThat(ticker.nanos() - start).isEqualTo(5);
    }

    @Test
    void overflowsSoonSoThatOnlyDifferencesMeanSomething() {
        long start = ticker.nanos();
        ticker.advance(Duration.ofSeconds(2));
        assertThat(ticker.nanos()).isLessThan(start);
        assertThat(ticker.nanos() - start).isEqualTo(2_000_000_000L);
    }

    @Test
    void runsWhatWaitsForItWhenTheTimeHasMoved() {
        List<Long> seen = new ArrayList<>();
        ticker.onAdvance(() -> seen.add(ticker.nanos()));
        ticker.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly(ticker.nanos());
    }

    @Test
    void neverMovesBack() {
        assertThatThrownBy(() -> ticker.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
