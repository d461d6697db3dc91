package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.api.Test;

/** Which lane a question goes out on, and how answer and cancel come back. */
class RemoteResolverTest {
    private final ManualConnector lane = new ManualConnector();
    private final ManualConnector otherLane = new ManualConnector();
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

    /** Once, the questions of a flood, called off or not, piled up before a lane until there was no memory. */
    @Test
    void questionsThatPileUpBeforeALaneAreOverloaded() {
        RecordingCall first = RecordingCall.ask(resolver, "first.edu", callers);
        RecordingCall last = first;
        for (int i = 0; i < 70_000 && !last.isAnswered(); i++) {
            last = RecordingCall.ask(resolver, "a.edu", callers);
        }
        expect(Failed.Reason.OVERLOADED, last);
        assertThat(first.isAnswered()).isFalse();
        lane.runAll();
        assertThat(RecordingCall.ask(resolver, "b.edu", callers).isAnswered()).isFalse();
    }

    @Test
    void whateverAWireFormatThrowsIsAFailureOfItsQuestion() {
        for (Throwable thrown : List.of(new NoClassDefFoundError("x/Y"), new IOException("undeclared"))) {
            RemoteResolver broken = RemoteResolver.of(
                    transport, new OddFormat((question, call) -> Sneaky.raise(thrown)), Asking.SERVER);
            RecordingCall own = RecordingCall.ask(broken, "a.edu", lane);
            RecordingCall crossing = RecordingCall.ask(broken, "a.edu", callers);
            lane.runAll();
            callers.runAll();
            expect(Failed.Reason.BAD_REPLY, own);
            expect(Failed.Reason.BAD_REPLY, crossing);
        }
    }

    @Test
    void aWireFormatThatCallsAQuestionOffCallsTheCallersOff() {
        RemoteResolver odd =
                RemoteResolver.of(transport, new OddFormat((question, call) -> call.cancel()), Asking.SERVER);
        RecordingCall call = RecordingCall.ask(odd, "a.edu", callers);
        lane.runAll();
        callers.runAll();
        callers.run(() -> assertThat(call.isDone()).isTrue());
        assertThat(call.isAnswered()).isFalse();
    }

    @Test
    void closingTwiceAndAskingAfterItAreFine() {
        RecordingCall.ask(resolver, "a.edu", lane);
        resolver.close();
        resolver.close();
        lane.runAll();
        expect(Failed.Reason.CLOSED, RecordingCall.ask(resolver, "a.edu", lane));
        expect(Failed.Reason.CLOSED, RecordingCall.ask(resolver, "a.edu", callers));
        assertThat(lane.connections()).hasSize(1);
    }

    @Test
    void nullsAreRefusedByName() {
        RemoteResolver.Builder builder = RemoteResolver.builder(transport, LineFormat.standard(), Asking.SERVER);
        assertThatNullPointerException()
                .isThrownBy(() -> RemoteResolver.of(null, LineFormat.standard(), Asking.SERVER))
                .withMessage("transport");
        assertThatNullPointerException()
                .isThrownBy(() -> RemoteResolver.of(transport, null, Asking.SERVER))
                .withMessage("wire");
        assertThatNullPointerException()
                .isThrownBy(() -> RemoteResolver.of(transport, LineFormat.standard(), null))
                .withMessage("server");
        assertThatNullPointerException().isThrownBy(() -> builder.options(null)).withMessage("options");
    }

    private static void expect(Failed.Reason reason, RecordingCall call) {
        assertThat(call.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
    }

    /** Somebody else's format, whose asking side does as it is told. */
    private record OddFormat(Resolver asking) implements WireFormat {
        @Override
        public String name() {
            return "odd";
        }

        @Override
        public ConnectionHandlerFactory serving(ServingContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Upstream asking(AskingContext context) {
            return new Upstream() {
                @Override
                public void ask(Question question, Call call) {
                    asking.resolve(question, call);
                }

                @Override
                public void close() {}
            };
        }
    }
}
