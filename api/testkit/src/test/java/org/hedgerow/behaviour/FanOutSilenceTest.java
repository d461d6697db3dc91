package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.Answers.noName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.fanout.UpstreamHealth.State;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the silence of an upstream means to a fan-out. */
class FanOutSilenceTest {
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");
    private static final Failed REFUSED = Failed.of(Failed.Reason.UNREACHABLE, "Connection refused");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualLane lane = new ManualLane();
    private final HeldResolver ts1 = new HeldResolver(lane);
    private final HeldServer ts2 = new HeldServer(lane);
    private final FanOutResolver fanOut = fanOut();
    private final List<RecordingCall> calls = new ArrayList<>();

    private FanOutResolver fanOut() {
        return FanOutResolver.builder()
                .upstream("ts1", ts1)
                .upstream("ts2", ts2)
                .build();
    }

    private RecordingCall ask() {
        return ask(fanOut);
    }

    private RecordingCall ask(FanOutResolver asked) {
        RecordingCall call = RecordingCall.ask(asked, "www.a.edu", lane);
        calls.add(call);
        return call;
    }

    /** A question has the fan-out look at its upstreams; this one does not count, as one that others ask for as well. */
    private void look() {
        int before = ts2.questions();
        ask();
        ts2.uncounted += ts2.questions() - before;
    }

    private State state() {
        return fanOut.health().get(1).state();
    }

    /** Three questions, and what there is in two seconds without a word. */
    private void beSilent() {
        for (int i = 0; i < 3; i++) {
            ask();
        }
        lane.advance(LOOK);
        look();
        lane.advance(SECOND.multipliedBy(2));
        look();
    }

    @ParameterizedTest
    @CsvSource({"2, UP", "3, DOWN"})
    void silenceForTwoSecondsWhileThreeQuestionsWereAskedIsDown(int questions, State then) {
        for (int i = 0; i < questions; i++) {
            ask();
        }
        lane.advance(LOOK);
        look(); // sees that something was asked, and nothing heard
        lane.advance(SECOND.multipliedBy(2).minus(NANO));
        look();
        assertThat(state()).isEqualTo(State.UP);
        lane.advance(LOOK);
        look();
        assertThat(state()).isEqualTo(then);
    }

    @Test
    void whyIsSaid() {
        beSilent();
        assertThat(fanOut.health().get(1))
                .isEqualTo(new UpstreamHealth("ts2", State.DOWN, "nothing has come from it for 2 s"));
    }

    @Test
    void whatComesTooLateForItsQuestionIsHeardAllTheSame() {
        for (int i = 0; i < 10; i++) {
            ask();
            ts1.answer(i, ANSWER);
            ts2.heard++; // a reply that belongs to no question any more
            lane.advance(SECOND);
        }
        assertThat(state()).isEqualTo(State.UP);
    }

    @Test
    void whatComesTooLateEndsItToo() {
        beSilent();
        assertThat(state()).isEqualTo(State.DOWN);
        ts2.heard++;
        lane.advance(LOOK);
        look();
        assertThat(state()).isEqualTo(State.UP);
    }

    /** The questions before it are those that it has answered, or has had the time to. */
    @Test
    void itBeginsAnewWithEachThingThatIsHeard() {
        ask();
        lane.advance(LOOK);
        look();
        for (int i = 2; i < 5; i++) {
            ask();
        }
        ts2.heard++;
        lane.advance(SECOND.multipliedBy(5));
        look();
        ask(); // the first since
        lane.advance(LOOK);
        look();
        lane.advance(SECOND.multipliedBy(5));
        look();
        assertThat(state()).isEqualTo(State.UP);
        ask();
        ask();
        lane.advance(LOOK);
        look();
        assertThat(state()).isEqualTo(State.DOWN);
    }

    @Test
    void silenceBeforeItWasHeardDoesNotCount() {
        ask();
        lane.advance(LOOK);
        look(); // silent from here on
        lane.advance(SECOND.multipliedBy(5));
        ts2.heard++;
        look();
        for (int i = 0; i < 3; i++) {
            ask();
        }
        lane.advance(LOOK);
        look();
        assertThat(state()).isEqualTo(State.UP);
    }

    /** As what a cache in front of it has said, or a format that threw. */
    @Test
    void whatItSaysCountsAlthoughNoTrafficShowsIt() {
        beSilent();
        lane.advance(SECOND);
        look();
        int probe = ts2.questions() - 1;
        ts2.held.answer(probe, failed(Failed.Reason.SERVER_FAILURE));
        assertThat(state()).isEqualTo(State.UP);
        lane.advance(LOOK);
        look();
        assertThat(state()).isEqualTo(State.UP);
    }

    /** Looking at it puts nothing off. */
    @Test
    void oneThatIsSilentGetsAQuestionASecondAsOthersDo() {
        beSilent();
        int before = ts2.questions();
        for (int i = 0; i < 4; i++) {
            lane.advance(LOOK);
            look();
        }
        assertThat(ts2.questions()).isEqualTo(before + 1);
    }

    @Test
    void whereSilenceMeansNothingItIsNeverDownForThat() {
        ts2.silenceMeansNothing = true;
        FanOutResolver line = fanOut();
        for (int i = 0; i < 10; i++) {
            ask(line);
            lane.advance(SECOND);
        }
        assertThat(line.health().get(1).state()).isEqualTo(State.UP);
    }

    /** As a table server of the line format, which may be silent for as long as it lives, and may take one connection. */
    @Test
    void whereSilenceMeansNothingItIsAskedAsEverAndUpWhenItDoesNotFail() {
        ts2.silenceMeansNothing = true;
        FanOutResolver line = fanOut();
        refuseThreeTimes(line);
        RecordingCall soon = ask(line);
        assertThat(ts2.questions()).isEqualTo(4);
        lane.advance(SECOND.multipliedBy(4).minus(NANO));
        lane.run(soon::cancel);
        assertThat(line.health().get(1).state()).isEqualTo(State.DOWN);
        RecordingCall call = ask(line);
        lane.advance(SECOND.multipliedBy(4));
        assertThat(line.health().get(1).state()).isEqualTo(State.DOWN);
        lane.run(call::cancel);
        assertThat(line.health().get(1).state()).isEqualTo(State.UP);
        line.checkForLoops(lane);
        lane.runAll();
        assertThat(ts1.questions()).hasSize(6);
        assertThat(ts2.questions()).isEqualTo(5);
    }

    /** A loser that is called off has said nothing. */
    @Test
    void whereSilenceMeansNothingBeingCalledOffIsNoSuccess() {
        ts2.silenceMeansNothing = true;
        FanOutResolver line = fanOut();
        for (int i = 0; i < 5; i++) {
            ask(line);
            if (i % 2 == 0) {
                ts2.held.answer(i, REFUSED);
            }
            ts1.answer(i, ANSWER);
        }
        assertThat(line.health().get(1).state()).isEqualTo(State.DOWN);
    }

    /** It is not, to them, a reason to be spared while it is the only one that is not known to be silent. */
    @Test
    void oneThatIsDownAndAskedAllTheSameIsNotUp() {
        ts2.silenceMeansNothing = true;
        FanOutResolver line = fanOut();
        for (int i = 0; i < 3; i++) {
            ask(line);
            ts1.answer(i, REFUSED);
            ts2.held.answer(i, REFUSED);
        }
        ask(line);
        assertThat(ts1.questions()).hasSize(4); // for all are down
    }

    @Test
    void whereSilenceMeansSomethingItIsNotUpForBeingSilent() {
        for (int i = 0; i < 3; i++) {
            ask();
            ts1.answer(i, REFUSED);
            ts2.held.answer(i, REFUSED);
        }
        RecordingCall call = ask();
        lane.advance(SECOND.multipliedBy(10));
        lane.run(call::cancel);
        assertThat(fanOut.health()).extracting(UpstreamHealth::state).containsExactly(State.DOWN, State.DOWN);
    }

    private void refuseThreeTimes(FanOutResolver asked) {
        for (int i = 0; i < 3; i++) {
            ask(asked);
            ts2.held.answer(i, REFUSED);
            ts1.answer(i, noName("a.edu"));
        }
        assertThat(asked.health().get(1).state()).isEqualTo(State.DOWN);
    }

    @Test
    void oneThatTurnsOutToBeDownIsNotWaitedForAnyLonger() {
        for (int i = 0; i < 3; i++) {
            ask();
        }
        lane.advance(LOOK);
        RecordingCall call = ask();
        ts1.answer(3, NotFound.NAME);
        lane.advance(Duration.ofMillis(2500));
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts2: down: nothing has come from it for 2 s"));
    }
}
