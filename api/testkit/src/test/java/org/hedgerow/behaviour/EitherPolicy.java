package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** What the negative policies have in common. */
abstract class EitherPolicy {
    final TwoUpstreams race;

    EitherPolicy(NegativePolicy policy) {
        race = new TwoUpstreams(policy);
    }

    @Test
    void foundWinsAtOnce() {
        RecordingCall call = race.ask();
        race.ts2.answer(0, found("www.a.edu", "1.2.3.4"));
        assertThat(call.recorded()).isEqualTo(found("www.a.edu", "1.2.3.4"));
    }

    @Test
    void failedNeverWinsAlone() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.lane.advance(Duration.ofHours(1));
        assertThat(call.isAnswered()).isFalse();
    }

    @Test
    void thatAllAreNotResponsibleIsToldAsThat() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Elsewhere.unknown());
        assertThat(call.isAnswered()).isFalse();
        race.ts2.answer(0, Elsewhere.unknown());
        assertThat(call.recorded()).isEqualTo(Elsewhere.unknown());
        assertThat(race.events).last().asString().startsWith("decided by <>: ");
    }

    @Test
    void whoFailsMayBeTheOneThatIsResponsible() {
        for (boolean failsFirst : new boolean[] {true, false}) {
            int question = failsFirst ? 0 : 1;
            RecordingCall call = race.ask();
            race.ts1.answer(question, failsFirst ? failed(Failed.Reason.SERVER_FAILURE) : Elsewhere.unknown());
            race.ts2.answer(question, failsFirst ? Elsewhere.unknown() : failed(Failed.Reason.SERVER_FAILURE));
            assertThat(call.recorded()).isInstanceOf(Failed.class);
        }
    }

    @Test
    void nothingIsLeftOfAQuestionThatIsOver() {
        race.ask();
        race.ts1.answer(0, Answers.noName("a.edu"));
        race.lane.advance(Duration.ofHours(1));
        assertThat(race.ts2.released()).isEqualTo(1);
        assertThat(race.lane.timers()).isZero();
    }

    /** The question that ts1 has answered so and ts2 not at all, at its deadline; a nanosecond before it is open. */
    final RecordingCall askUntilTheDeadline(Answer ofTs1) {
        race.builder().timeout(Duration.ofSeconds(5));
        RecordingCall call = race.ask();
        race.ts1.answer(0, ofTs1);
        race.lane.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(call.isAnswered()).isFalse();
        race.lane.advance(Duration.ofNanos(1));
        return call;
    }
}
