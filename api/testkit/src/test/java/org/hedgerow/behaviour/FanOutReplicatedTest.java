package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;

import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** The tables agree. */
class FanOutReplicatedTest extends EitherPolicy {
    FanOutReplicatedTest() {
        super(NegativePolicy.REPLICATED);
    }

    @Test
    void notFoundWinsAtOnce() {
        RecordingCall call = race.ask();
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
        assertThat(race.ts1.released()).isEqualTo(1);
        assertThat(race.events).endsWith("ts1 said CANCELLED", "decided by <ts2>: NotFound[kind=NO_SUCH_NAME]");
    }

    @Test
    void notFoundWinsAfterFailed() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        assertThat(call.isAnswered()).isFalse();
        race.ts2.answer(0, NotFound.TYPE);
        assertThat(call.recorded()).isEqualTo(NotFound.TYPE);
    }

    @Test
    void allFailedFailsAtOnce() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.ts2.answer(0, Failed.of(Failed.Reason.BAD_REPLY, "gibberish"));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts1: UNREACHABLE; ts2: gibberish"));
    }

    @Test
    void silenceIsATimeoutAtTheDeadline() {
        RecordingCall call = askUntilTheDeadline(failed(Failed.Reason.UNREACHABLE));
        assertThat(call.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.TIMEOUT));
    }

    @Test
    void aBareAliasWinsAtOnce() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Answers.alias("www.a.edu", "web.b.edu"));
        assertThat(call.recorded()).isEqualTo(Answers.alias("www.a.edu", "web.b.edu"));
    }

    @Test
    void whoIsNotResponsibleDoesNotWinWhileAnotherMayBe() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Elsewhere.unknown());
        assertThat(call.isAnswered()).isFalse();
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
    }
}
