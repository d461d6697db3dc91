package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.fanout.UpstreamHealth.State;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** Upstreams that lead back to the server that asks them. */
class FanOutLoopTest {
    private final ManualLane lane = new ManualLane();
    private final HeldResolver ts1 = new HeldResolver(lane);
    private final HeldResolver ts2 = new HeldResolver(lane);
    private final FanOutResolver fanOut =
            FanOutResolver.builder().upstream("ts1", ts1).upstream("ts2", ts2).build();

    private RecordingCall comesBack(HeldResolver from) {
        Question last = from.questions().get(from.questions().size() - 1);
        return RecordingCall.ask(fanOut, last, lane);
    }

    private void check() {
        fanOut.checkForLoops(lane);
        lane.runAll();
    }

    @Test
    void oneWhoseProbeComesBackIsLeftOut() {
        check();
        assertThat(ts1.questions()).hasSize(1);
        assertThat(ts2.questions()).hasSize(1).doesNotContainAnyElementsOf(ts1.questions());
        assertThat(comesBack(ts2).recorded()).isEqualTo(Elsewhere.unknown());
        assertThat(fanOut.health())
                .containsExactly(
                        new UpstreamHealth("ts1", State.UP, ""),
                        new UpstreamHealth("ts2", State.LOOP, "it leads back here"));
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        assertThat(ts2.questions()).hasSize(1);
        ts1.answer(1, Answers.found("www.a.edu", "1.2.3.4"));
        assertThat(call.recorded()).isEqualTo(Answers.found("www.a.edu", "1.2.3.4"));
    }

    @Test
    void whereAllLeadBackNobodyIsAsked() {
        check();
        comesBack(ts1);
        comesBack(ts2);
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts1: it leads back here; ts2: it leads back here"));
    }

    @Test
    void whoseProbeDoesNotComeBackIsAsked() {
        check();
        ts1.answer(0, NotFound.NAME);
        lane.advance(Duration.ofSeconds(2));
        assertThat(ts2.released()).isEqualTo(1);
        assertThat(lane.timers()).isZero();
        assertThat(fanOut.health()).extracting(UpstreamHealth::state).containsOnly(State.UP);
    }

    @Test
    void aLoopThatIsNoMoreIsSeenAfterHalfAMinute() {
        check();
        comesBack(ts2);
        ts2.answer(0, Elsewhere.unknown());
        lane.advance(Duration.ofSeconds(30));
        RecordingCall.ask(fanOut, "www.a.edu", lane);
        assertThat(ts2.questions()).hasSize(2);
        assertThat(fanOut.health().get(1).state()).isEqualTo(State.LOOP);
        ts2.answer(1, NotFound.NAME);
        assertThat(fanOut.health().get(1).state()).isEqualTo(State.UP);
    }

    @Test
    void whoseProbeIsCalledOffDoesNotLeadBackAnyMore() {
        check();
        comesBack(ts2);
        ts2.answer(0, Elsewhere.unknown());
        lane.advance(Duration.ofSeconds(30));
        RecordingCall.ask(fanOut, "www.a.edu", lane);
        lane.run(() -> ts2.call(1).cancel());
        assertThat(fanOut.health().get(1).state()).isEqualTo(State.UP);
    }

    @Test
    void aLoopThatStaysIsNotAskedMeanwhile() {
        check();
        comesBack(ts2);
        ts2.answer(0, Elsewhere.unknown());
        lane.advance(Duration.ofSeconds(30));
        RecordingCall.ask(fanOut, "www.a.edu", lane);
        comesBack(ts2);
        ts2.answer(1, Elsewhere.unknown());
        assertThat(fanOut.health().get(1).state()).isEqualTo(State.LOOP);
    }

    @Test
    void aProbeOfSomebodyElseIsAQuestionLikeOthers() {
        check();
        RecordingCall.ask(fanOut, "hedgerow-loop-0123456789abcdef.test", lane);
        assertThat(ts1.questions()).hasSize(2);
        assertThat(fanOut.health()).extracting(UpstreamHealth::state).containsOnly(State.UP);
    }

    @Test
    void noProbesAreSentUnlessWanted() {
        RecordingCall.ask(fanOut, "www.a.edu", lane);
        assertThat(ts1.asked()).containsExactly("www.a.edu");
    }
}
