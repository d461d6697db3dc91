package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.Answers.noName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.fanout.UpstreamHealth.State;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a fan-out thinks of its upstreams, and what comes of that. */
class FanOutHealthTest {
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");
    private static final Failed REFUSED = Failed.of(Failed.Reason.UNREACHABLE, "Connection refused");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualLane lane = new ManualLane();
    private final HeldResolver ts1 = new HeldResolver(lane);
    private final HeldServer ts2 = new HeldServer(lane);
    private final FanOutResolver fanOut = builder().build();
    private final List<RecordingCall> calls = new ArrayList<>();

    private FanOutResolver.Builder builder() {
        return FanOutResolver.builder().upstream("ts1", ts1).upstream("ts2", ts2);
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

    /** Its question was asked in vain, but it does not refuse any more, and that is all that can be known of it. */
    @Test
    void oneThatIsNoContactIsUpWhenAProbeIsNotRefused() {
        for (int i = 0; i < 3; i++) {
            ask();
            ts1.answer(i, REFUSED);
            ts2.answer(i, ANSWER);
        }
        assertThat(fanOut.health().get(0).state()).isEqualTo(State.DOWN);
        lane.advance(SECOND);
        ask();
        assertThat(ts1.questions()).hasSize(4);
        lane.advance(SECOND.multipliedBy(2).minusNanos(1));
        assertThat(fanOut.health().get(0).state()).isEqualTo(State.DOWN);
        lane.advance(Duration.ofNanos(1));
        assertThat(fanOut.health().get(0).state()).isEqualTo(State.UP);
    }

    @Test
    void aProbeThatIsCalledOffOrThrowsCostsNobodyAnything() {
        bringDown();
        lane.advance(SECOND);
        ask();
        lane.run(() -> ts2.held.call(3).cancel());
        assertThat(state()).isEqualTo(State.DOWN);
        lane.advance(SECOND);
        ts2.throwing = new NoClassDefFoundError("from a probe");
        RecordingCall call = ask();
        ts1.answer(4, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
    }

    /** That of the caller may end before the probe does. */
    @Test
    void aProbeIsSentInALaneOfTheContactsOwn() {
        ManualLane own = new ManualLane();
        ts2.lane = own;
        bringDown();
        lane.advance(SECOND);
        ask();
        assertThat(ts2.questions()).isEqualTo(3);
        own.runAll();
        assertThat(ts2.questions()).isEqualTo(4);
        assertThat(ts2.held.call(3).lane()).isSameAs(own);
        own.run(() -> ts2.held.call(3).answer(ANSWER));
        assertThat(state()).isEqualTo(State.UP);
    }

    /** It is as likely to be back as any. */
    @Test
    void oneThatIsDownIsAskedIfTheOthersAreDownOrLeadBack() {
        fanOut.checkForLoops(lane);
        lane.runAll();
        RecordingCall.ask(fanOut, ts1.questions().get(0), lane);
        assertThat(fanOut.health().get(0).state()).isEqualTo(State.LOOP);
        for (int i = 1; i <= 3; i++) {
            ask();
            ts2.held.answer(i, REFUSED);
        }
        assertThat(state()).isEqualTo(State.DOWN);
        RecordingCall call = ask();
        ts2.answer(4, ANSWER);
        assertThat(call.recorded()).isEqualTo(ANSWER);
    }

    /** A server that comes back may be another one, in front of which somebody has put us. */
    @Test
    void whetherItLeadsBackIsLookedAtWhenOneIsBackAndOnlyIfWanted() {
        for (boolean wanted : new boolean[] {false, true}) {
            HeldServer server = new HeldServer(lane);
            FanOutResolver each =
                    FanOutResolver.builder().upstream("server", server).build();
            if (wanted) {
                each.checkForLoops(lane);
                lane.runAll();
                server.answer(0, NotFound.NAME);
            }
            int first = server.questions();
            for (int i = 0; i < 3; i++) {
                RecordingCall.ask(each, "www.a.edu", lane);
                server.held.answer(first + i, REFUSED);
            }
            RecordingCall.ask(each, "www.a.edu", lane);
            server.answer(first + 3, ANSWER);
            lane.advance(SECOND);
            RecordingCall call = RecordingCall.ask(each, "www.a.edu", lane);
            assertThat(server.questions()).isEqualTo(first + 5 + (wanted ? 1 : 0));
            lane.run(call::cancel);
            lane.advance(SECOND.multipliedBy(2));
        }
    }
}
