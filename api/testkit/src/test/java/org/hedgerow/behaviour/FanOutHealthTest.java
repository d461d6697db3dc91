package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.Answers.noName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Contact;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.FanOutResolver;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.UpstreamHealth;
import org.hedgerow.UpstreamHealth.State;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a fan-out thinks of its upstreams, and what comes of that. */
class FanOutHealthTest {
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");
    private static final Failed REFUSED = Failed.of(Failed.Reason.UNREACHABLE, "Connection refused");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualLane lane = new ManualLane();
    private final HeldResolver ts1 = new HeldResolver(lane);
    private final Server ts2 = new Server(lane);
    private final FanOutResolver fanOut = builder().build();
    private final List<RecordingCall> calls = new ArrayList<>();

    private FanOutResolver.Builder builder() {
        return FanOutResolver.builder().upstream("ts1", ts1).upstream("ts2", ts2);
    }

    /** A server that the test plays, whose traffic it counts. */
    private static final class Server implements Contact {
        private final HeldResolver held;
        private final Lane lane;
        private long heard;
        private boolean silenceMeansNothing;
        private long uncounted;

        Server(ManualLane lane) {
            this.held = new HeldResolver(lane);
            this.lane = lane;
        }

        @Override
        public void resolve(Question question, Call call) {
            held.resolve(question, call);
        }

        void answer(int place, Answer answer) {
            heard++;
            held.answer(place, answer);
        }

        int questions() {
            return held.questions().size();
        }

        @Override
        public @Nullable Traffic traffic() {
            return silenceMeansNothing ? null : new Traffic(questions() - uncounted, heard);
        }

        @Override
        public Lane lane() {
            return lane;
        }
    }

    private RecordingCall ask() {
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        calls.add(call);
        return call;
    }

    private State state() {
        return fanOut.health().get(1).state();
    }

    /** Has ts2 fail three times in a row; ts1 says each time that there is no such name. */
    private void bringDown() {
        for (int i = 0; i < 3; i++) {
            assertThat(state()).isEqualTo(State.UP);
            ask();
            ts2.held.answer(i, REFUSED);
            ts1.answer(i, noName("a.edu"));
        }
        assertThat(state()).isEqualTo(State.DOWN);
    }

    @AfterEach
    void nothingIsLeft() {
        lane.run(() -> calls.forEach(RecordingCall::cancel));
        lane.advance(Duration.ofHours(1));
        assertThat(lane.timers()).isZero();
        assertThat(ts1.released()).isEqualTo(ts1.questions().size());
        assertThat(ts2.held.released()).isEqualTo(ts2.questions());
    }

    @Test
    void allAreUpAtFirst() {
        assertThat(fanOut.health())
                .containsExactly(new UpstreamHealth("ts1", State.UP, ""), new UpstreamHealth("ts2", State.UP, ""));
    }

    @Test
    void oneThatCannotBeReachedThreeTimesInARowIsDownAndCountsAsFailedAtOnce() {
        bringDown();
        assertThat(fanOut.health().get(1)).isEqualTo(new UpstreamHealth("ts2", State.DOWN, "Connection refused"));
        RecordingCall call = ask();
        assertThat(ts2.questions()).isEqualTo(3);
        ts1.answer(3, noName("a.edu"));
        assertThat(call.recorded()).isInstanceOf(NotFound.class);
        RecordingCall unsure = ask();
        ts1.answer(4, NotFound.NAME);
        assertThat(unsure.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts2: down: Connection refused"));
    }

    @Test
    void whateverItSaysInBetweenBeginsTheCountAnew() {
        for (Answer each : List.of(
                Elsewhere.unknown(),
                NotFound.NAME,
                failed(Failed.Reason.REFUSED),
                failed(Failed.Reason.SERVER_FAILURE))) {
            int before = ts2.questions();
            ask();
            ts2.answer(before, REFUSED);
            ask();
            ts2.answer(before + 1, REFUSED);
            ask();
            ts2.answer(before + 2, each);
        }
        assertThat(state()).isEqualTo(State.UP);
    }

    @Test
    void whatSaysNothingOfTheServerIsNotHeldAgainstIt() {
        for (Failed.Reason each : List.of(
                Failed.Reason.TIMEOUT, Failed.Reason.CANCELLED, Failed.Reason.OVERLOADED, Failed.Reason.CLOSED)) {
            for (int i = 0; i < 3; i++) {
                int question = ts2.questions();
                ask();
                ts2.held.answer(question, failed(each));
            }
        }
        assertThat(state()).isEqualTo(State.UP);
    }

    @Test
    void oneThatIsDownGetsAQuestionASecondAndItsFirstAnswerEndsThat() {
        bringDown();
        lane.advance(SECOND.minusNanos(1));
        ask();
        assertThat(ts2.questions()).isEqualTo(3);
        lane.advance(Duration.ofNanos(1));
        RecordingCall call = ask();
        ask();
        assertThat(ts2.questions()).isEqualTo(4);
        ts1.answer(4, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
        assertThat(state()).isEqualTo(State.DOWN);
        ts2.answer(3, Elsewhere.unknown()); // nobody has waited for it
        assertThat(state()).isEqualTo(State.UP);
    }

    @Test
    void aProbeThatFailsOrIsSilentChangesNothing() {
        bringDown();
        lane.advance(SECOND);
        ask();
        ts2.held.answer(3, REFUSED);
        assertThat(state()).isEqualTo(State.DOWN);
        lane.advance(SECOND);
        ask();
        assertThat(ts2.questions()).isEqualTo(5);
        lane.advance(SECOND.multipliedBy(2));
        assertThat(ts2.held.released()).isEqualTo(5);
        assertThat(state()).isEqualTo(State.DOWN);
    }

    /** As a table server of the line format, which may be silent for as long as it lives, and may take one connection. */
    @Test
    void whereSilenceMeansNothingItIsAskedAsEverAndUpWhenItDoesNotFail() {
        ts2.silenceMeansNothing = true;
        FanOutResolver line = builder().build();
        for (int i = 0; i < 3; i++) {
            RecordingCall.ask(line, "www.a.edu", lane);
            ts2.held.answer(i, REFUSED);
            ts1.answer(i, noName("a.edu"));
        }
        assertThat(line.health().get(1).state()).isEqualTo(State.DOWN);
        RecordingCall call = RecordingCall.ask(line, "www.a.edu", lane);
        assertThat(ts2.questions()).isEqualTo(4);
        lane.advance(Duration.ofSeconds(4));
        assertThat(line.health().get(1).state()).isEqualTo(State.DOWN);
        lane.run(call::cancel);
        assertThat(line.health().get(1).state()).isEqualTo(State.UP);
        line.checkForLoops(lane);
        lane.runAll();
        assertThat(ts1.questions()).hasSize(5);
        assertThat(ts2.questions()).isEqualTo(4);
    }

    @Test
    void ifAllAreDownAllAreAsked() {
        for (int i = 0; i < 3; i++) {
            ask();
            ts1.answer(i, REFUSED);
            ts2.held.answer(i, REFUSED);
        }
        assertThat(fanOut.health()).extracting(UpstreamHealth::state).containsExactly(State.DOWN, State.DOWN);
        RecordingCall call = ask();
        assertThat(ts1.questions()).hasSize(4);
        assertThat(ts2.questions()).isEqualTo(4);
        ts2.answer(3, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
        assertThat(fanOut.health()).extracting(UpstreamHealth::state).containsExactly(State.DOWN, State.UP);
    }

    @Test
    void silenceForTwoSecondsWhileThreeQuestionsWereAskedIsDown() {
        for (int i = 0; i < 3; i++) {
            ask();
        }
        lane.advance(Duration.ofMillis(250));
        ask(); // sees that something was asked, and nothing heard
        lane.advance(Duration.ofSeconds(2).minusNanos(1));
        ask();
        assertThat(state()).isEqualTo(State.UP);
        lane.advance(Duration.ofMillis(250));
        ask();
        assertThat(fanOut.health().get(1))
                .isEqualTo(new UpstreamHealth("ts2", State.DOWN, "nothing has come from it for 2 s"));
    }

    @Test
    void silenceOfTwoQuestionsMeansNothing() {
        ask();
        ask();
        for (int i = 0; i < 10; i++) {
            lane.advance(SECOND);
            ts2.uncounted++; // as if it were one of the first two, which others ask for, too
            ask();
        }
        assertThat(state()).isEqualTo(State.UP);
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
    void whereSilenceMeansNothingItIsNeverDownForThat() {
        ts2.silenceMeansNothing = true;
        FanOutResolver line = builder().build();
        for (int i = 0; i < 10; i++) {
            calls.add(RecordingCall.ask(line, "www.a.edu", lane));
            lane.advance(SECOND);
        }
        assertThat(line.health().get(1).state()).isEqualTo(State.UP);
    }

    @Test
    void oneThatTurnsOutToBeDownIsNotWaitedForAnyLonger() {
        for (int i = 0; i < 3; i++) {
            ask();
        }
        lane.advance(Duration.ofMillis(250));
        RecordingCall call = ask();
        ts1.answer(3, NotFound.NAME);
        lane.advance(Duration.ofMillis(2500));
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts2: down: nothing has come from it for 2 s"));
    }

    @Test
    void aQuestionThatNobodyDecidesIsAskedAgainWithGrowingWaits() {
        FanOutResolver patient = builder().askAgainAfter(Duration.ofMillis(500)).build();
        RecordingCall call = RecordingCall.ask(patient, "www.a.edu", lane);
        ts1.answer(0, NotFound.NAME);
        for (int round = 0; round < 5; round++) {
            ts2.held.answer(round, REFUSED);
            assertThat(call.isAnswered()).isFalse();
            Duration wait = Duration.ofMillis(500L << Math.min(round, 3));
            lane.advance(wait.minusNanos(1));
            assertThat(ts2.questions()).isEqualTo(round + 1);
            lane.advance(Duration.ofNanos(1));
            if (round == 2) {
                // It is down by now: what it gets is a probe, and the question waits for its next turn.
                break;
            }
            assertThat(ts2.questions()).isEqualTo(round + 2);
        }
        assertThat(ts1.questions()).hasSize(1);
        lane.run(call::cancel);
    }

    @Test
    void aQuestionThatIsAskedAgainIsAnsweredWhenTheServerIsBack() {
        FanOutResolver patient = builder().askAgainAfter(Duration.ofMillis(500)).build();
        RecordingCall call = RecordingCall.ask(patient, "www.a.edu", lane);
        ts1.answer(0, NotFound.NAME);
        ts2.held.answer(0, REFUSED);
        lane.advance(Duration.ofMillis(500));
        ts2.answer(1, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
    }

    @Test
    void whoFailsForAnotherReasonIsNotAskedAgain() {
        FanOutResolver patient = builder().askAgainAfter(Duration.ofMillis(500)).build();
        RecordingCall call = RecordingCall.ask(patient, "www.a.edu", lane);
        ts1.answer(0, failed(Failed.Reason.SERVER_FAILURE));
        ts2.answer(0, failed(Failed.Reason.REFUSED));
        assertThat(call.recorded()).isInstanceOf(Failed.class);
    }
}
