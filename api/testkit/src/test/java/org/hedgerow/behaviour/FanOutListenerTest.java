package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.ResolverListener;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** What a listener hears of a fan-out, and what it costs. */
class FanOutListenerTest {
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");
    private final TwoUpstreams race = new TwoUpstreams(NegativePolicy.PARTITIONED);
    private final ManualLane lane = race.lane;

    /** Once, those that are down were looked for then, every other second, for ever. */
    @Test
    void whoCallsTheQuestionOffWhenTheListenerIsToldLeavesNothing() {
        for (Answer said : List.of(NotFound.NAME, Answers.noName("a.edu"), ANSWER, failed(Failed.Reason.UNREACHABLE))) {
            TwoUpstreams each = new TwoUpstreams(NegativePolicy.PARTITIONED);
            RecordingCall[] call = new RecordingCall[1];
            each.builder().askAgainAfter(Duration.ofSeconds(1));
            each.whenSaid = () -> call[0].cancel();
            call[0] = each.ask();
            each.ts1.answer(0, said);
            assertThat(call[0].isAnswered()).isFalse();
            assertThat(each.ts2.released()).isEqualTo(1);
            assertThat(each.lane.timers()).isZero();
            assertThat(each.events)
                    .filteredOn(event -> event.contains("decided"))
                    .hasSize(1);
        }
    }

    @Test
    void theListenerHearsEachStepInOrderAndWhen() {
        race.builder().upstream("ts3", new HeldResolver(lane));
        race.ask();
        lane.advance(Duration.ofMillis(10));
        race.ts1.answer(0, NotFound.NAME);
        lane.advance(Duration.ofMillis(10));
        race.ts2.answer(0, ANSWER);
        assertThat(race.events)
                .containsExactly(
                        "asked www.a.edu/A",
                        "sent ts1",
                        "sent ts2",
                        "sent ts3",
                        "+10 ms: ts1 said NotFound[kind=NO_SUCH_NAME]",
                        "+20 ms: ts2 said 1.2.3.4",
                        "+20 ms: ts3 said CANCELLED",
                        "+20 ms: decided by <ts2>: 1.2.3.4");
    }

    @Test
    void aVerdictOfAllAndATimeoutAreNobodysAlone() {
        race.builder().timeout(Duration.ofMillis(30));
        race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.ts2.answer(0, NotFound.NAME);
        assertThat(race.events).last().isEqualTo("decided by <>: NotFound[kind=NO_SUCH_NAME]");
        race.ask();
        lane.advance(Duration.ofMillis(30));
        assertThat(race.events)
                .endsWith("+30 ms: ts1 said CANCELLED", "+30 ms: ts2 said CANCELLED", "+30 ms: decided by <>: TIMEOUT");
    }

    @Test
    void aListenerThatThrowsCostsNoAnswer() {
        ResolverListener throwing = (question, now) -> new ResolverListener.Events() {
            @Override
            public void sent(String upstream, long now) {
                throw new AssertionError("sent");
            }

            @Override
            public void said(String upstream, Answer answer, long now) {
                Sneaky.raise(new IOException("said"));
            }

            @Override
            public void decided(String upstream, Answer answer, long now) {
                throw new IllegalStateException("decided");
            }
        };
        for (ResolverListener listener : List.of(throwing, (ResolverListener) (question, now) -> {
            throw new AssertionError("asked");
        })) {
            TwoUpstreams watched = new TwoUpstreams(NegativePolicy.PARTITIONED);
            watched.builder().listener(listener);
            RecordingCall call = watched.ask();
            watched.ts1.answer(0, NotFound.NAME);
            watched.ts2.answer(0, ANSWER);
            assertThat(call.answers()).containsExactly(ANSWER);
        }
    }
}
