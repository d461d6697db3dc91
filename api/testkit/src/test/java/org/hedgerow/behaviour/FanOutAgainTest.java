package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** A question that nobody decides, because somebody could not be reached, is asked again. */
class FanOutAgainTest {
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");
    private static final Failed REFUSED = Failed.of(Failed.Reason.UNREACHABLE, "Connection refused");
    private static final Duration WAIT = Duration.ofMillis(500);

    private final ManualLane lane = new ManualLane();
    private final HeldResolver ts1 = new HeldResolver(lane);
    private final HeldServer ts2 = new HeldServer(lane);
    private final FanOutResolver patient = FanOutResolver.builder()
            .upstream("ts1", ts1)
            .upstream("ts2", ts2)
            .askAgainAfter(WAIT)
            .build();

    @Test
    void withGrowingWaits() {
        FanOutResolver one = FanOutResolver.builder()
                .upstream("ts2", ts2)
                .askAgainAfter(WAIT)
                .build();
        RecordingCall call = RecordingCall.ask(one, "www.a.edu", lane);
        for (int round = 0; round < 6; round++) {
            ts2.held.answer(round, REFUSED);
            assertThat(call.isAnswered()).isFalse();
            Duration wait = WAIT.multipliedBy(1L << Math.min(round, 3));
            lane.advance(wait.minusNanos(1));
            assertThat(ts2.questions()).isEqualTo(round + 1);
            lane.advance(Duration.ofNanos(1));
            assertThat(ts2.questions()).isEqualTo(round + 2);
        }
        lane.run(call::cancel);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void whoHasSpokenIsNotAskedAgainAndWhatHeSaidStillCounts() {
        RecordingCall call = RecordingCall.ask(patient, "www.a.edu", lane);
        ts1.answer(0, NotFound.NAME);
        ts2.held.answer(0, REFUSED);
        assertThat(lane.timers()).isEqualTo(1);
        lane.advance(WAIT);
        ts2.answer(1, NotFound.NAME);
        assertThat(ts1.questions()).hasSize(1);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void whatTheServerSaysWhenItIsBackDecides() {
        RecordingCall call = RecordingCall.ask(patient, "www.a.edu", lane);
        ts1.answer(0, NotFound.NAME);
        ts2.held.answer(0, REFUSED);
        lane.advance(WAIT);
        ts2.answer(1, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
    }

    @Test
    void whoFailsForAnotherReasonIsNotAskedAgain() {
        RecordingCall call = RecordingCall.ask(patient, "www.a.edu", lane);
        ts1.answer(0, failed(Failed.Reason.SERVER_FAILURE));
        ts2.answer(0, failed(Failed.Reason.REFUSED));
        assertThat(call.recorded()).isInstanceOf(Failed.class);
    }

    @Test
    void aQuestionThatIsOverAlreadyIsNeverAskedAgain() {
        patient.checkForLoops(lane);
        lane.runAll();
        RecordingCall.ask(patient, ts1.questions().get(0), lane);
        RecordingCall.ask(patient, ts2.held.questions().get(0), lane);
        lane.advance(Duration.ofSeconds(2));
        RecordingCall over = new RecordingCall(lane);
        lane.run(() -> {
            over.cancel();
            patient.resolve(Question.of("www.a.edu"), over);
        });
        assertThat(lane.timers()).isZero();
    }
}
