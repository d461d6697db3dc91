package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.NegativePolicy;
import org.hedgerow.NotFound;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** The middle column of the table of negative policies: the tables differ. */
class FanOutPartitionedTest extends EitherPolicy {
    FanOutPartitionedTest() {
        super(NegativePolicy.PARTITIONED);
    }

    @Test
    void foundWinsAfterNotFoundAndFailed() {
        for (Answer first : new Answer[] {NotFound.NAME, failed(Failed.Reason.UNREACHABLE)}) {
            TwoUpstreams each = new TwoUpstreams(NegativePolicy.PARTITIONED);
            RecordingCall call = each.ask();
            each.ts1.answer(0, first);
            assertThat(call.isAnswered()).isFalse();
            each.ts2.answer(0, found("www.a.edu", "1.2.3.4"));
            assertThat(call.recorded()).isEqualTo(found("www.a.edu", "1.2.3.4"));
        }
    }

    @Test
    void notFoundIsHeldWhileSomeoneIsSilent() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.lane.advance(Duration.ofHours(1));
        assertThat(call.isAnswered()).isFalse();
    }

    @Test
    void notFoundWinsWhenAllHaveSaidSo() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
    }

    @Test
    void aNameThatOneKnowsExistsWhoeverSaysSo() {
        RecordingCall first = race.ask();
        race.ts1.answer(0, NotFound.TYPE);
        race.ts2.answer(0, NotFound.NAME);
        assertThat(first.recorded()).isEqualTo(NotFound.TYPE);

        RecordingCall second = race.ask();
        race.ts1.answer(1, NotFound.NAME);
        race.ts2.answer(1, NotFound.TYPE);
        assertThat(second.recorded()).isEqualTo(NotFound.TYPE);
    }

    @Test
    void theOneThatFailedMayHoldTheName() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.ts2.answer(0, Failed.of(Failed.Reason.UNREACHABLE, "no route"));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts2: no route"));
    }

    @Test
    void theSameTheOtherWayRound() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Failed.of(Failed.Reason.UNREACHABLE, "no route"));
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts1: no route"));
    }

    @Test
    void allFailedFailsAtOnceAndSaysWhoWhy() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Failed.of(Failed.Reason.UNREACHABLE, "no route"));
        race.ts2.answer(0, failed(Failed.Reason.OVERLOADED));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts1: no route; ts2: OVERLOADED"));
    }

    @Test
    void aTimeoutAmongTheFailuresIsATimeout() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.ts2.answer(0, failed(Failed.Reason.TIMEOUT));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "ts1: UNREACHABLE; ts2: TIMEOUT"));
    }

    @Test
    void silenceIsATimeoutAtTheDeadlineAndNoEarlier() {
        RecordingCall call = askUntilTheDeadline(NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "www.a.edu/A: no answer in time"));
        assertThat(race.ts2.released()).isEqualTo(1);
        assertThat(race.lane.timers()).isZero();
    }
}
