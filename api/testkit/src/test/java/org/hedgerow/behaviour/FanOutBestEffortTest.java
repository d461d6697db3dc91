package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** The tables differ, and a no that may be wrong is better than none. */
class FanOutBestEffortTest extends EitherPolicy {
    FanOutBestEffortTest() {
        super(NegativePolicy.BEST_EFFORT);
    }

    @Test
    void anyNegativeWinsAfterTheGrace() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.lane.advance(FanOutResolver.DEFAULT_GRACE.minusNanos(1));
        assertThat(call.isAnswered()).isFalse();
        race.lane.advance(Duration.ofNanos(1));
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
    }

    @Test
    void foundWinsUntilThen() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.lane.advance(FanOutResolver.DEFAULT_GRACE.minusNanos(1));
        race.ts2.answer(0, found("www.a.edu", "1.2.3.4"));
        assertThat(call.recorded()).isEqualTo(found("www.a.edu", "1.2.3.4"));
    }

    @Test
    void aNegativeWinsBesideAFailure() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
    }

    @Test
    void whatIsFinalOutranksWhatIsNot() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.ts2.answer(0, Answers.noType("a.edu"));
        assertThat(call.recorded()).isEqualTo(Answers.noType("a.edu"));
    }
}
