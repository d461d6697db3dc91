package org.hedgerow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.ManualLane;
import org.junit.jupiter.api.Test;

class ServingTotalsTest {

    @Test
    void tellFailuresApart() {
        ServingTotals totals = new ServingTotals();
        ServingCounts counts = totals.open(new ManualLane());
        counts.asked();
        counts.answered(NotFound.TYPE);
        counts.answered(Failed.of(Failed.Reason.TIMEOUT, ""));
        counts.answered(Failed.of(Failed.Reason.UNREACHABLE, ""));
        counts.answered(Failed.of(Failed.Reason.OVERLOADED, ""));
        counts.rejected();
        counts.limited();
        assertThat(totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(1, 0, 1, 1, 2, 1, 1, 1));
    }

    @Test
    void keepWhatClosedSocketsHaveCounted() {
        ServingTotals totals = new ServingTotals();
        Lane one = new ManualLane();
        Lane other = new ManualLane();
        ServingCounts closed = totals.open(one);
        ServingCounts beside = totals.open(one);
        ServingCounts elsewhere = totals.open(other);
        closed.asked();
        elsewhere.asked();
        closed.end();
        beside.asked();
        assertThat(totals.snapshot().questions()).isEqualTo(3);
        beside.end();
        assertThat(totals.snapshot().questions()).isEqualTo(3);
        ServingCounts later = totals.open(one);
        assertThat(later).as("the counts of a lane that had none").isNotSameAs(closed);
        later.asked();
        elsewhere.asked();
        assertThat(totals.snapshot().questions()).isEqualTo(5);
    }
}
