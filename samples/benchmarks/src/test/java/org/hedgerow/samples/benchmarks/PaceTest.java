package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void asksAsSoonAsThereIsAnAnswerInAClosedLoop() {
        Pace pace = new Pace(0, 0);
        assertThat(pace.options(1000)).isEmpty();
        assertThat(pace.load(Load.udp(64))).isEqualTo("64 in flight");
    }

    @Test
    void asksAtTheRate() {
        Pace pace = new Pace(500, 0);
        assertThat(pace.options(0)).containsExactly("--rate", "500");
        assertThat(pace.load(Load.udp(64))).isEqualTo("500/s");
    }

    @Test
    void asksAtAShareOfThePeak() {
        Pace pace = new Pace(0, 70);
        assertThat(pace.options(1000)).containsExactly("--rate", "700");
        assertThat(pace.load(Load.line(4, 8)))
                .isEqualTo("4 connections, 8 in flight at most on each, 70 % of the peak");
    }
}
