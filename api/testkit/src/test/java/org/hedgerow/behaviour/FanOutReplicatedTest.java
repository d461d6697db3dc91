package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.NegativePolicy;
import org.hedgerow.NotFound;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** The right column of the table of negative policies: the tables agree. */
class FanOutReplicatedTest {
    private final TwoUpstreams race = new TwoUpstreams(NegativePolicy.REPLICATED);

    @Test
    void foundWinsAtOnce() {
        RecordingCall call = race.ask();
        race.ts2.answer(0, found("www.a.edu", "1.2.3.4"));
        assertThat(call.recorded()).isEqualTo(found("www.a.edu", "1.2.3.4"));
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
    void failedNeverWinsAlone() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.lane.advance(Duration.ofHours(1));
        assertThat(call.isAnswered()).isFalse();
    }

    @Test
    void allFailedFailsAtOnce() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.ts2.answer(0, new Failed(Failed.Reason.BAD_REPLY, "gibberish"));
        assertThat(call.recorded())
                .isEqualTo(new Failed(Failed.Reason.UNREACHABLE, "ts1: UNREACHABLE; ts2: gibberish"));
    }

    @Test
    void silenceIsATimeoutAtTheDeadline() {
        race.builder().timeout(Duration.ofSeconds(5));
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.lane.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(call.isAnswered()).isFalse();
        race.lane.advance(Duration.ofNanos(1));
        assertThat(call.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.TIMEOUT));
    }
}
