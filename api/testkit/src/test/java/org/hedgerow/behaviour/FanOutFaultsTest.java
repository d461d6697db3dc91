package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** Upstreams that throw, call off, answer null or too late. */
class FanOutFaultsTest {
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");
    private final TwoUpstreams race = new TwoUpstreams(NegativePolicy.PARTITIONED);
    private final ManualLane lane = race.lane;

    @Test
    void anUpstreamThatThrowsHasFailedAndTheOthersGoOn() {
        FanOutResolver fanOut = FanOutResolver.builder()
                .upstream("broken", (question, call) -> {
                    throw new IllegalStateException("oops");
                })
                .upstream("ts1", race.ts1)
                .build();
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        race.ts1.answer(0, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);

        RecordingCall next = RecordingCall.ask(fanOut, "www.a.edu", lane);
        race.ts1.answer(1, NotFound.NAME);
        assertThat(next.recorded())
                .isEqualTo(Failed.of(
                        Failed.Reason.BAD_REPLY, "broken: the resolver threw java.lang.IllegalStateException: oops"));
    }

    /** Once, the others were waited for, and the caller until his deadline. */
    @Test
    void anUpstreamThatCallsItsQuestionOffHasFailedAndTheOthersGoOn() {
        FanOutResolver fanOut = FanOutResolver.builder()
                .upstream("odd", (question, call) -> call.cancel())
                .upstream("ts1", race.ts1)
                .build();
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        race.ts1.answer(0, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);

        RecordingCall next = RecordingCall.ask(fanOut, "www.a.edu", lane);
        race.ts1.answer(1, NotFound.NAME);
        assertThat(next.recorded())
                .isEqualTo(Failed.of(Failed.Reason.CANCELLED, "odd: the resolver has called the question off"));
    }

    @Test
    void anUpstreamMayThrowAnything() {
        for (Throwable each : List.of(new AssertionError("oops"), new IOException("oops"))) {
            FanOutResolver fanOut = FanOutResolver.builder()
                    .upstream("broken", (question, call) -> Sneaky.raise(each))
                    .upstream("ts1", race.ts1)
                    .build();
            RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
            race.ts1.answer(race.ts1.questions().size() - 1, ANSWER);
            assertThat(call.recorded()).isEqualTo(ANSWER);
        }
    }

    /** What a release throws costs nobody anything. */
    @Test
    void aLoserThatThrowsWhenItIsCalledOffCostsNoAnswer() {
        FanOutResolver fanOut = FanOutResolver.builder()
                .upstream("broken", (question, call) -> call.onDone(() -> Sneaky.raise(new IOException("oops"))))
                .upstream("ts1", race.ts1)
                .upstream("ts2", race.ts2)
                .build();
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        race.ts1.answer(0, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
        assertThat(race.ts2.released()).isEqualTo(1);
    }

    /** A filter that refuses says why, and whoever asked is told. */
    @Test
    void theExtendedErrorOfTheFailureThatCountsIsHandedOn() {
        ExtendedError blocked = ExtendedError.of(15, "not here");
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.REFUSED).withExtendedError(blocked));
        race.ts2.answer(0, failed(Failed.Reason.UNREACHABLE));
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.REFUSED, "ts1: REFUSED; ts2: UNREACHABLE")
                        .withExtendedError(blocked));
    }

    /** As a cache does that answers all who wait for one question when it is called off for one of them. */
    @Test
    void whatALoserSaysOfAnotherWhenItIsCalledOffIsTooLate() {
        RecordingCall call = race.ask();
        lane.run(() -> race.ts1.call(0).onDone(() -> race.ts2.call(0).answer(found("www.a.edu", "6.6.6.6"))));
        lane.run(call::cancel);
        assertThat(call.isAnswered()).isFalse();
        assertThat(race.events).filteredOn(event -> event.contains("6.6.6.6")).isEmpty();
    }

    @Test
    void anUpstreamThatAnswersNullHasFailedAndTheOthersGoOn() {
        FanOutResolver fanOut = FanOutResolver.builder()
                .upstream("odd", (question, call) -> call.answer(null))
                .upstream("ts1", race.ts1)
                .build();
        RecordingCall call = RecordingCall.ask(fanOut, "www.a.edu", lane);
        race.ts1.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.BAD_REPLY, "odd: the resolver answered null"));
    }
}
