package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import java.util.List;
import org.hedgerow.Failed;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.ManualConnectingLane;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.wire.LineFormat;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.api.Test;

/** Which lane a question goes out on, and how answer and cancel come back. */
class RemoteResolverTest {
    private final ManualConnectingLane lane = new ManualConnectingLane();
    private final ManualConnectingLane otherLane = new ManualConnectingLane();
    private final ManualLane callers = new ManualLane();
    private final ScriptedTransport transport = new ScriptedTransport(List.of(lane, otherLane));
    private final RemoteResolver resolver = RemoteResolver.of(transport, LineFormat.standard(), Asking.SERVER);

    @Test
    void aQuestionOfALaneOfTheTransportStaysInIt() {
        RecordingCall call = RecordingCall.ask(resolver, "a.edu", otherLane);
        assertThat(lane.connections()).isEmpty();
        otherLane.connection().open();
        otherLane.connection().receive("a.edu 1.1.1.1 A IN\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void eachLaneHasAConnectionOfItsOwnAndTheTotalsAreOne() {
        RecordingCall.ask(resolver, "a.edu", lane);
        RecordingCall.ask(resolver, "a.edu", otherLane);
        assertThat(lane.connections()).hasSize(1);
        assertThat(otherLane.connections()).hasSize(1);
        assertThat(resolver.totals().connects()).isEqualTo(2);
        assertThat(resolver.totals().pending()).isEqualTo(2);
    }

    @Test
    void oneConnectionInAllIsSharedByAllLanes() {
        for (RemoteResolver single : List.of(
                RemoteResolver.builder(transport, LineFormat.standard(), Asking.SERVER)
                        .singleConnection()
                        .build(),
                RemoteResolver.of(transport, LineFormat.standard().bare(), Asking.SERVER))) {
            int before = lane.connections().size();
            RecordingCall own = RecordingCall.ask(single, "a.edu", lane);
            RecordingCall crossing = RecordingCall.ask(single, "a.edu", otherLane);
            lane.runAll();
            assertThat(lane.connections()).hasSize(before + 1);
            assertThat(otherLane.connections()).isEmpty();
            lane.connection().open();
            lane.connection().receive("a.edu 1.1.1.1 A IN\n");
            otherLane.runAll();
            assertThat(own.isAnswered()).isTrue();
            assertThat(crossing.isAnswered()).isTrue();
        }
    }

    @Test
    void aQuestionFromElsewhereCrossesOverAndItsAnswerBack() {
        RecordingCall call = RecordingCall.ask(resolver, "a.edu", callers);
        assertThat(lane.connections()).isEmpty();
        lane.runAll();
        lane.connection().open();
        lane.connection().receive("a.edu 1.1.1.1 A IN\n");
        assertThat(call.isAnswered()).isFalse();
        callers.runAll();
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void aCancelCrossesOverToThePendingEntry() {
        RecordingCall call = RecordingCall.ask(resolver, "a.edu", callers);
        lane.runAll();
        assertThat(resolver.totals().pending()).isEqualTo(1);
        callers.run(call::cancel);
        lane.runAll();
        assertThat(resolver.totals().pending()).isZero();
    }

    @Test
    void aCancelThatIsSeenFirstAsksNothing() {
        RecordingCall call = RecordingCall.ask(resolver, "a.edu", callers);
        callers.run(call::cancel);
        lane.runAll();
        assertThat(resolver.totals().pending()).isZero();
        assertThat(resolver.totals().sent()).isZero();
    }

    @Test
    void cancelBeatsAnAnswerThatIsOnItsWayBack() {
        RecordingCall call = RecordingCall.ask(resolver, "a.edu", callers);
        lane.runAll();
        lane.connection().open();
        lane.connection().receive("a.edu 1.1.1.1 A IN\n");
        callers.run(call::cancel);
        callers.runAll();
        lane.runAll();
        assertThat(call.answers()).isEmpty();
    }

    @Test
    void closeFailsWhatWaitsInEveryLane() {
        RecordingCall own = RecordingCall.ask(resolver, "a.edu", otherLane);
        RecordingCall crossing = RecordingCall.ask(resolver, "a.edu", callers);
        lane.runAll();
        resolver.close();
        lane.runAll();
        otherLane.runAll();
        callers.runAll();
        for (RecordingCall call : List.of(own, crossing, RecordingCall.ask(resolver, "b.edu", lane))) {
            assertThat(call.recorded())
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.CLOSED));
        }
        assertThat(lane.connection().isClosed()).isTrue();
        assertThat(otherLane.connection().isClosed()).isTrue();
        assertThat(resolver.totals().pending()).isZero();
    }

    @Test
    void optionsReachTheUpstream() {
        RemoteResolver one = RemoteResolver.builder(transport, LineFormat.standard(), Asking.SERVER)
                .options(UpstreamOptions.defaults().withMaxPending(1))
                .build();
        RecordingCall.ask(one, "a.edu", lane);
        assertThat(RecordingCall.ask(one, "b.edu", lane).recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.OVERLOADED));
        lane.advance(Duration.ofMinutes(1));
    }
}
