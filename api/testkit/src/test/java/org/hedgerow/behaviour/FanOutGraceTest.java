package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.noName;
import static org.hedgerow.behaviour.Answers.noType;

import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.UpstreamHealth.State;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** How long a fan-out over three waits for those that have not spoken. */
class FanOutGraceTest {
    private static final Duration HALF = FanOutResolver.DEFAULT_GRACE.dividedBy(2);
    private static final Duration RECHECK = Duration.ofMillis(2500);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Failed REFUSED = Failed.of(Failed.Reason.UNREACHABLE, "Connection refused");

    private final ManualLane lane = new ManualLane();
    private final HeldResolver ts1 = new HeldResolver(lane);
    private final HeldServer ts2 = new HeldServer(lane);
    private final HeldResolver ts3 = new HeldResolver(lane);
    private final FanOutResolver fanOut = FanOutResolver.builder()
            .upstream("ts1", ts1)
            .upstream("ts2", ts2)
            .upstream("ts3", ts3)
            .build();

    private RecordingCall ask() {
        return RecordingCall.ask(fanOut, "www.a.edu", lane);
    }

    @Test
    void itBeginsWithTheFirstFinalNegative() {
        RecordingCall call = ask();
        ts1.answer(0, noName("edu"));
        lane.advance(HALF);
        ts2.answer(0, noType("a.edu"));
        lane.advance(HALF.minus(NANO));
        assertThat(call.isAnswered()).isFalse();
        lane.advance(NANO);
        assertThat(call.recorded()).isInstanceOf(NotFound.class);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void itBeginsAlthoughAnotherNegativeWasThereBefore() {
        RecordingCall call = ask();
        ts1.answer(0, NotFound.NAME);
        lane.advance(HALF);
        ts2.answer(0, noName("a.edu"));
        lane.advance(FanOutResolver.DEFAULT_GRACE);
        assertThat(call.isAnswered()).isTrue();
        assertThat(lane.timers()).isZero();
    }

    @Test
    void ofTwoThatWeighTheSameTheEarlierCounts() {
        RecordingCall call = ask();
        ts1.answer(0, noName("a.edu"));
        ts2.answer(0, noName("A.edu"));
        ts3.answer(0, NotFound.TYPE.withAuthoritative(false));
        assertThat(((NotFound) call.recorded()).soa().name()).hasToString("a.edu");
    }

    /** Three questions and two seconds without a word: the third look is the one of the question that waits. */
    @Test
    void whetherTheOthersAreDownIsLookedAtAfterTheFirstNegativeAndNotLater() {
        RecordingCall call = ask();
        ask();
        ask();
        lane.advance(Duration.ofMillis(250));
        ask();
        ts1.answer(0, NotFound.NAME);
        lane.advance(RECHECK.dividedBy(2));
        ts3.answer(0, NotFound.NAME);
        lane.advance(RECHECK.dividedBy(2).minus(NANO));
        assertThat(call.isAnswered()).isFalse();
        lane.advance(NANO);
        assertThat(call.recorded()).isInstanceOf(Failed.class);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void itIsLookedAtAgainAndAgain() {
        RecordingCall call = ask();
        ts1.answer(0, NotFound.NAME);
        ts3.answer(0, NotFound.NAME);
        lane.advance(RECHECK);
        assertThat(call.isAnswered()).isFalse();
        RecordingCall second = ask();
        RecordingCall third = ask();
        lane.advance(RECHECK);
        assertThat(call.recorded()).isInstanceOf(Failed.class);
        lane.run(second::cancel);
        lane.run(third::cancel);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void oneThatIsDownIsDroppedOnceAndCalledOffWhileOthersAreAwaited() {
        for (int i = 0; i < 2; i++) {
            ask();
            ts2.held.answer(i, REFUSED);
        }
        RecordingCall spoken = ask();
        RecordingCall waiting = ask();
        ts2.held.answer(2, REFUSED);
        assertThat(fanOut.health().get(1).state()).isEqualTo(State.DOWN);
        for (int i = 2; i < 4; i++) {
            ts1.answer(i, NotFound.NAME);
        }
        int before = ts2.held.released();
        lane.advance(RECHECK);
        assertThat(ts2.held.released()).isEqualTo(before + 1);
        for (RecordingCall each : new RecordingCall[] {spoken, waiting}) {
            assertThat(each.isAnswered()).isFalse();
        }
        ts3.answer(2, NotFound.NAME);
        ts3.answer(3, NotFound.NAME);
        for (RecordingCall each : new RecordingCall[] {spoken, waiting}) {
            assertThat(each.recorded()).isInstanceOf(Failed.class);
        }
    }

    @Test
    void whoIsDroppedMayCallTheQuestionOff() {
        RecordingCall call = ask();
        lane.run(() -> ts2.held.call(0).onDone(call::cancel));
        ask();
        ask();
        lane.advance(Duration.ofMillis(250));
        ask();
        ts1.answer(0, NotFound.NAME);
        lane.advance(RECHECK);
        assertThat(ts3.released()).isEqualTo(1);
        assertThat(call.isAnswered()).isFalse();
        assertThat(lane.timers()).isZero();
    }

    @Test
    void aDeadlineBeforeItsEndEndsItToo() {
        RecordingCall call = RecordingCall.ask(
                FanOutResolver.builder()
                        .upstream("ts1", ts1)
                        .upstream("ts3", ts3)
                        .timeout(HALF)
                        .build(),
                "www.a.edu",
                lane);
        ts1.answer(0, noName("a.edu"));
        lane.advance(HALF);
        assertThat(call.recorded()).isInstanceOf(NotFound.class);
        assertThat(lane.timers()).isZero();
    }
}
