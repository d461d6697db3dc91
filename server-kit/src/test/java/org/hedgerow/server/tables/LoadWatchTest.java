package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.testkit.ManualLane;
import org.junit.jupiter.api.Test;

/** A load that takes its time, which the test lets pass while it is under way. */
class LoadWatchTest {
    private final ManualLane lane = new ManualLane();
    private final List<String> told = new ArrayList<>();
    private final Waiting waiting = new Waiting();
    private final LoadWatch watch = new LoadWatch(
            lane,
            new Followed(
                    FileSet.of(Path.of("t.txt")),
                    TableFileOptions.defaults().withMaxTime(Duration.ofSeconds(60)),
                    Pace.STANDARD),
            waiting,
            told::add);

    @Test
    void aLoadThatIsOverInTimeIsNotTold() {
        watch.during(() -> {
            lane.advance(Duration.ofSeconds(9));
            assertThat(watch.overdue()).isEmpty();
        });
        lane.advance(Duration.ofMinutes(10));
        assertThat(told).isEmpty();
        assertThat(watch.overdue()).isEmpty();
    }

    @Test
    void aLoadThatTakesTooLongIsToldOnceAndShowsForHowLong() {
        watch.during(() -> {
            lane.advance(Duration.ofSeconds(10));
            assertThat(told).containsExactly("a load is under way since 10 s");
            lane.advance(Duration.ofSeconds(32));
            assertThat(watch.overdue()).hasValue("a load is under way since 42 s");
        });
        assertThat(told).hasSize(1);
        assertThat(watch.overdue()).isEmpty();
    }

    @Test
    void eachLoadHasATimeOfItsOwn() {
        for (int i = 0; i < 5; i++) {
            watch.during(() -> lane.advance(Duration.ofSeconds(6)));
        }
        assertThat(told).isEmpty();
        watch.during(() -> lane.advance(Duration.ofSeconds(11)));
        assertThat(told).hasSize(1);
    }

    @Test
    void whoWaitsIsToldOnceNoLoadMayTakeThatLong() {
        assertThatIOException()
                .isThrownBy(() -> waiting.await(outcome -> watch.during(() -> {
                    lane.advance(Duration.ofSeconds(59));
                    assertThat(outcome).isNotDone();
                    lane.advance(Duration.ofSeconds(1));
                })))
                .withMessage("a load is under way since 60 s");
    }

    @Test
    void whoWaitsIsToldThatAllIsClosed() {
        for (int i = 0; i < 2; i++) { // and whoever comes later
            assertThatIOException()
                    .isThrownBy(() -> waiting.await(outcome -> waiting.close()))
                    .withMessage("the source is closed");
        }
    }
}
