package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.hedgerow.testkit.Chunk.Direction;
import org.hedgerow.testkit.FaultPlan.Chances;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final int MANY = 10_000;
    private static final Chances CHANCES =
            Chances.none().withDrop(0.5).withDuplicate(0.1).withLatency(Duration.ofMillis(10), Duration.ofMillis(20));

    private static List<Fate> fates(FaultPlan plan, boolean datagrams, Direction direction) {
        return LongStream.range(0, MANY)
                .mapToObj(number -> plan.fateOf(new Chunk(datagrams, direction, number, 100)))
                .toList();
    }

    @Test
    void theSameSeedHasTheSameFatesAndAnotherOnesOrTheOtherWayOthers() {
        List<Fate> fates = fates(FaultPlan.random(1, CHANCES), true, Direction.TO_SERVER);
        assertThat(fates(FaultPlan.random(1, CHANCES), true, Direction.TO_SERVER))
                .isEqualTo(fates);
        assertThat(fates(FaultPlan.random(2, CHANCES), true, Direction.TO_SERVER))
                .isNotEqualTo(fates);
        assertThat(fates(FaultPlan.random(1, CHANCES), true, Direction.TO_CLIENT))
                .isNotEqualTo(fates);
    }

    /** The seed is fixed, so these figures are, too. */
    @Test
    void faultsAreAsLikelyAsIsSaid() {
        List<Fate> fates = fates(FaultPlan.random(1, CHANCES), true, Direction.TO_SERVER);
        assertThat(fates.stream().filter(each -> each.deliveries().isEmpty())).hasSizeBetween(4_800, 5_200);
        assertThat(fates.stream().filter(each -> each.deliveries().size() == 2)).hasSizeBetween(440, 560);
        assertThat(fates.stream().flatMap(each -> each.deliveries().stream()))
                .allMatch(each -> each.toMillis() >= 10 && each.toNanos() <= 20_000_000)
                .anyMatch(each -> each.toMillis() < 11)
                .anyMatch(each -> each.toMillis() >= 19);
        assertThat(fates).noneMatch(Fate::reset);
    }

    @Test
    void streamsHaveTheLatencyAlone() {
        assertThat(fates(FaultPlan.random(1, CHANCES), false, Direction.TO_SERVER))
                .allMatch(each -> each.deliveries().size() == 1);
    }

    @Test
    void chancesAndTimesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chances.none().withDrop(1.5))
                .withMessageContaining("drop 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chances.none().withLatency(Duration.ofMillis(2), Duration.ofMillis(1)))
                .withMessageContaining("minLatency PT0.002S, maxLatency PT0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fate.after(Duration.ofMillis(-1)))
                .withMessageContaining("PT-0.001S");
    }
}
