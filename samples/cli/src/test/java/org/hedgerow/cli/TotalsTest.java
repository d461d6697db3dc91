package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.Test;

class TotalsTest {
    @Test
    void whateverIsNoAnswerIsMissed() {
        assertThat(Totals.text(new ServingTotals.Snapshot(15, 3, 4, 5, 3, 2, 0, 0)))
                .isEqualTo("15 questions, 3 found, 12 missed, 2 invalid");
    }

    @Test
    void whatThereShouldNotBeIsToldWhereThereIsSome() {
        assertThat(Totals.text(new ServingTotals.Snapshot(9, 1, 0, 0, 8, 0, 8, 0)))
                .isEqualTo("9 questions, 1 found, 8 missed, 0 invalid, 8 overloaded");
        assertThat(Totals.text(new ServingTotals.Snapshot(1, 1, 0, 0, 0, 0, 2, 7)))
                .isEqualTo("1 question, 1 found, 0 missed, 0 invalid, 2 overloaded, 7 limited");
    }
}
