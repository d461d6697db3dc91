package org.hedgerow.server.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.server.Shutdown;
import org.hedgerow.server.processes.ScriptedChildren.ScriptedChild;
import org.hedgerow.testkit.ManualLane;
import org.junit.jupiter.api.Test;

class SupervisionTest {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ManualLane lane = new ManualLane();
    private final ScriptedChildren children = new ScriptedChildren();
    private final List<String> ready = new ArrayList<>();
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();

    @Test
    void isReadyOnceWhenAllAre() {
        start(3);
        children.started.get(1).prints("READY one");
        children.started.get(0).prints("READY zero");
        lane.runAll();
        assertThat(ready).isEmpty();

        children.started.get(2).prints("READY two");
        lane.runAll();
        assertThat(ready).containsExactly("READY one", "READY zero", "READY two");

        children.started.get(0).ends(1);
        lane.advance(Duration.ofSeconds(1));
        children.last().prints("READY again");
        lane.runAll();
        assertThat(ready).hasSize(3);
        assertThat(out).isEmpty();
    }

    @Test
    void passesOnWhatTheyPrintWithTheirNumber() {
        start(2);
        children.started.get(1).prints("READY");
        children.started.get(1).prints("worker 0: 1 connection");
        children.started.get(0).complains("no table");
        lane.runAll();

        assertThat(out).containsExactly("process 1: worker 0: 1 connection");
        assertThat(err).containsExactly("process 0: no table");
    }

    @Test
    void aHearerThatFailsDoesNotEndTheWatch() {
        Supervision supervision = new Supervision(
                lane,
                1,
                children,
                RestartOptions.defaults(),
                new Supervision.Hearers(
                        lines -> {
                            throw new IllegalStateException("as the test has it");
                        },
                        out::add,
                        err::add));
        lane.run(supervision::start);
        children.last().prints("READY");
        children.last().prints("more");
        lane.runAll();

        assertThat(out).containsExactly("process 0: more");
    }

    @Test
    void startsOneThatEndsAgainLaterEachTime() {
        start(1);
        makeReady();
        for (long millis : new long[] {100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000}) {
            endsAndComesBackAfter(Duration.ofMillis(millis));
        }
        assertThat(lane.timers()).isZero();
    }

    @Test
    void startsOneSoonThatRanForAWhile() {
        start(1);
        makeReady();
        endsAndComesBackAfter(Duration.ofMillis(100));
        endsAndComesBackAfter(Duration.ofMillis(200));

        lane.advance(Duration.ofSeconds(10));
        endsAndComesBackAfter(Duration.ofMillis(100));
        endsAndComesBackAfter(Duration.ofMillis(200));
    }

    @Test
    void theOthersAreLeftAloneWhenOneEnds() {
        start(3);
        children.started.get(1).ends(137);
        lane.advance(Duration.ofSeconds(1));

        assertThat(children.started).extracting(child -> child.index).containsExactly(0, 1, 2, 1);
        assertThat(children.started.get(0).told).isEmpty();
        assertThat(children.started.get(2).told).isEmpty();
    }

    @Test
    void givesUpWhenTheFirstStartsAllFail() {
        Supervision supervision = start(2);
        children.started.get(0).prints("READY");
        for (int i = 0; i < 5; i++) {
            assertThat(supervision.ended()).isNotDone();
            children.last().ends(1);
            lane.advance(Duration.ofSeconds(2));
        }

        assertThat(children.started).hasSize(6);
        assertThat(children.started.get(0).told).containsExactly("(end)");
        assertThat(supervision.ended()).isNotDone();
        children.started.get(0).ends(0);
        lane.runAll();
        assertThat(supervision.ended().join().hopeless())
                .isEqualTo("process 1 never became ready, in 5 starts: it ended with 1");
        assertThat(lane.timers()).isZero();
    }

    @Test
    void givesUpOneThatIsNeverReadyHoweverLongEachStartLasts() {
        Supervision supervision = start(1);
        for (int i = 0; i < 5; i++) {
            assertThat(supervision.ended()).isNotDone();
            lane.advance(Duration.ofMinutes(1));
            children.last().ends(1);
            lane.advance(Duration.ofSeconds(2));
        }

        assertThat(children.started).hasSize(5);
        assertThat(supervision.ended().join().hopeless())
                .isEqualTo("process 0 never became ready, in 5 starts: it ended with 1");
    }

    @Test
    void givesUpWhenNothingCanBeStarted() {
        children.unstartable.add(0);
        Supervision supervision = start(1);
        lane.advance(Duration.ofSeconds(10));

        assertThat(supervision.ended().join().hopeless()).endsWith("it cannot be started: no such program");
        assertThat(lane.timers()).isZero();
    }

    @Test
    void doesNotGiveUpOneThatWasReady() {
        Supervision supervision = start(1);
        makeReady();
        for (int i = 0; i < 20; i++) {
            children.last().ends(1);
            lane.advance(Duration.ofSeconds(10));
        }

        assertThat(children.started).hasSize(21);
        assertThat(supervision.ended()).isNotDone();
    }

    @Test
    void stopsAllTogetherAndStartsNoneAgain() {
        Supervision supervision = start(3);
        children.started.get(1).ends(1);
        lane.runAll();

        lane.run(() -> supervision.stop(GRACE));
        assertThat(children.started.get(0).told).containsExactly("(end)");
        assertThat(children.started.get(2).told).containsExactly("(end)");
        children.started.get(0).ends(0);
        lane.runAll();
        assertThat(supervision.ended()).isNotDone();
        children.started.get(2).ends(0);
        lane.runAll();

        assertThat(supervision.ended().join()).isEqualTo(new Supervision.End(Shutdown.GRACEFUL, null));
        lane.advance(Duration.ofMinutes(1));
        assertThat(children.started).hasSize(3);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void killsThoseThatAreLeftAfterTheGrace() {
        Supervision supervision = start(2);
        lane.run(() -> supervision.stop(GRACE));
        children.started.get(0).ends(0);
        lane.advance(GRACE.minusNanos(1));
        assertThat(children.started.get(1).told).containsExactly("(end)");

        lane.advance(Duration.ofNanos(1));
        assertThat(children.started.get(0).told).containsExactly("(end)");
        assertThat(children.started.get(1).told).containsExactly("(end)", "(kill)");
        children.started.get(1).ends(137);
        lane.runAll();
        assertThat(supervision.ended().join().how()).isEqualTo(Shutdown.FORCED);
    }

    @Test
    void aShorterGraceOvertakes() {
        Supervision supervision = start(1);
        lane.run(() -> supervision.stop(GRACE));
        lane.run(() -> supervision.stop(Duration.ZERO));
        lane.runAll();

        assertThat(children.last().told).containsExactly("(end)", "(kill)");
        children.last().ends(137);
        lane.runAll();
        assertThat(lane.timers()).isZero();
    }

    @Test
    void tellsThoseThatAreThere() {
        Supervision supervision = start(2);
        children.started.get(0).ends(1);
        lane.run(() -> supervision.tell("reload"));

        assertThat(children.started.get(1).told).containsExactly("reload");
    }

    private Supervision start(int processes) {
        Supervision supervision = new Supervision(
                lane,
                processes,
                children,
                RestartOptions.defaults(),
                new Supervision.Hearers(ready::addAll, out::add, err::add));
        lane.run(supervision::start);
        assertThat(children.started).hasSize(processes - children.unstartable.size());
        return supervision;
    }

    private void makeReady() {
        children.last().prints("READY");
        lane.runAll();
    }

    private void endsAndComesBackAfter(Duration wait) {
        ScriptedChild ending = children.last();
        ending.ends(1);
        lane.runAll();
        lane.advance(wait.minusNanos(1));
        assertThat(children.last()).as("not before " + wait).isSameAs(ending);
        lane.advance(Duration.ofNanos(1));
        assertThat(children.last()).as("after " + wait).isNotSameAs(ending);
    }
}
