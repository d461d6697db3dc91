package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** Who wins, who is called off, and how fan-outs nest. */
class FanOutTest {
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");
    private final TwoUpstreams race = new TwoUpstreams(NegativePolicy.PARTITIONED);
    private final ManualLane lane = race.lane;

    @Test
    void theWinnersAnswerIsHandedOnAsItIs() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, ANSWER);
        assertThat(call.recorded()).isSameAs(ANSWER);
    }

    @Test
    void losersAreCancelledAndLateAnswersDropped() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, ANSWER);
        assertThat(race.ts2.released()).isEqualTo(1);
        race.ts2.answer(0, found("www.a.edu", "6.6.6.6"));
        assertThat(call.answers()).containsExactly(ANSWER);
        assertThat(race.events).last().isEqualTo("decided by <ts1>: 1.2.3.4");
    }

    @Test
    void aLateAnswerIsNotGivenToTheNextQuestion() {
        race.ask();
        race.ts1.answer(0, ANSWER);
        RecordingCall next = race.ask();
        race.ts2.answer(0, found("www.a.edu", "6.6.6.6"));
        assertThat(next.isAnswered()).isFalse();
    }

    @Test
    void ofTwoThatAnswerInOnePassTheFirstWins() {
        RecordingCall call = race.ask();
        lane.run(() -> {
            race.ts2.call(0).answer(ANSWER);
            race.ts1.call(0).answer(NotFound.NAME);
        });
        assertThat(call.answers()).containsExactly(ANSWER);
    }

    @Test
    void cancellingReachesEveryUpstreamThatIsAsked() {
        race.builder().timeout(Duration.ofSeconds(5));
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        lane.run(call::cancel);
        assertThat(race.ts2.released()).isEqualTo(1);
        assertThat(lane.timers()).isZero();
        race.ts2.answer(0, ANSWER);
        assertThat(call.answers()).isEmpty();
        assertThat(race.events).endsWith("ts2 said CANCELLED", "decided by <>: CANCELLED");
    }

    @Test
    void aCallThatIsOverAlreadyAsksNobody() {
        RecordingCall call = new RecordingCall(lane);
        lane.run(() -> {
            call.cancel();
            race.builder().timeout(Duration.ofSeconds(5)).build().resolve(Question.of("www.a.edu"), call);
        });
        assertThat(race.ts1.asked()).isEmpty();
        assertThat(race.ts2.asked()).isEmpty();
        assertThat(lane.timers()).isZero();
    }

    @Test
    void anAnswerWithinResolveSparesTheOthersTheQuestion() {
        Resolver atOnce = (question, call) -> call.answer(ANSWER);
        FanOutResolver fanOut = FanOutResolver.builder()
                .upstream("table", atOnce)
                .upstream("ts1", race.ts1)
                .timeout(Duration.ofSeconds(5))
                .listener(race)
                .build();
        assertThat(RecordingCall.ask(fanOut, "www.a.edu", lane).recorded()).isEqualTo(ANSWER);
        assertThat(race.ts1.asked()).isEmpty();
        assertThat(race.events)
                .containsExactly(
                        "asked www.a.edu/A", "sent table", "table said 1.2.3.4", "decided by <table>: 1.2.3.4");
        assertThat(lane.timers()).isZero();
    }

    @Test
    void missesWithinResolveDoNotDecideBeforeAllAreAsked() {
        Resolver miss = (question, call) -> call.answer(NotFound.NAME);
        FanOutResolver fanOut = FanOutResolver.builder()
                .upstream("table", miss)
                .upstream("ts1", race.ts1)
                .upstream("other", miss)
                .build();
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        assertThat(call.isAnswered()).isFalse();
        race.ts1.answer(0, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
    }

    @Test
    void anAnswerFromAnotherThreadIsCountedInTheLane() throws Exception {
        RecordingCall call = race.ask();
        Thread other = new Thread(() -> race.ts1.call(0).answer(ANSWER));
        other.start();
        other.join();
        assertThat(call.isAnswered()).isFalse();
        lane.runAll();
        assertThat(call.recorded()).isEqualTo(ANSWER);
    }

    @Test
    void fanOutsNest() {
        FanOutResolver inner = race.builder().timeout(Duration.ofSeconds(1)).build();
        HeldResolver ts3 = new HeldResolver(lane);
        FanOutResolver outer = FanOutResolver.builder()
                .upstream("inner", inner)
                .upstream("ts3", ts3)
                .timeout(Duration.ofSeconds(5))
                .build();

        RecordingCall won = RecordingCall.ask(outer, "www.a.edu", lane);
        race.ts2.answer(0, ANSWER);
        assertThat(won.recorded()).isSameAs(ANSWER);
        assertThat(race.ts1.released()).isEqualTo(1);
        assertThat(ts3.released()).isEqualTo(1);

        RecordingCall lost = RecordingCall.ask(outer, "www.a.edu", lane);
        ts3.answer(1, ANSWER);
        assertThat(lost.recorded()).isSameAs(ANSWER);
        assertThat(race.ts1.released()).isEqualTo(2);
        assertThat(race.ts2.released()).isEqualTo(2);

        RecordingCall cancelled = RecordingCall.ask(outer, "www.a.edu", lane);
        lane.run(cancelled::cancel);
        assertThat(race.ts1.released()).isEqualTo(3);
        assertThat(ts3.released()).isEqualTo(3);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void anInnerTimeoutIsOneFailureToTheOuterFanOut() {
        FanOutResolver inner = race.builder().timeout(Duration.ofSeconds(1)).build();
        HeldResolver ts3 = new HeldResolver(lane);
        FanOutResolver outer = FanOutResolver.builder()
                .upstream("inner", inner)
                .upstream("ts3", ts3)
                .timeout(Duration.ofSeconds(5))
                .build();
        RecordingCall call = RecordingCall.ask(outer, "www.a.edu", lane);
        lane.advance(Duration.ofSeconds(1));
        assertThat(race.ts1.released()).isEqualTo(1);
        assertThat(call.isAnswered()).isFalse();
        ts3.answer(0, NotFound.NAME);
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "inner: www.a.edu/A: no answer in time"));
    }

    @Test
    void oneUpstreamIsEnoughButNoneIsNot() {
        FanOutResolver one = FanOutResolver.builder().upstream("ts1", race.ts1).build();
        RecordingCall call = RecordingCall.ask(one, "www.a.edu", lane);
        race.ts1.answer(0, failed(Failed.Reason.REFUSED));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.REFUSED, "ts1: REFUSED"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FanOutResolver.builder().build());
    }

    @Test
    void namesAreUniqueAndTimeoutsAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> race.builder().upstream("ts1", race.ts2))
                .withMessageContaining("\"ts1\"");
        assertThatIllegalArgumentException().isThrownBy(() -> race.builder().timeout(Duration.ZERO));
    }
}
