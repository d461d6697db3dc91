package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

class CallTest {
    private static final Answer ANSWER = Answers.found("www.a.edu", "1.2.3.4");

    private final ManualLane lane = new ManualLane();
    private final RecordingCall call = new RecordingCall(lane);
    private final List<String> events = new ArrayList<>();

    @Test
    void theFirstAnswerCounts() {
        lane.run(() -> {
            call.answer(ANSWER);
            call.answer(NotFound.NAME);
        });
        assertThat(call.answers()).containsExactly(ANSWER);
    }

    @Test
    void anAnswerInsideTheLaneIsDeliveredAtOnce() {
        lane.run(() -> {
            call.answer(ANSWER);
            assertThat(call.isDone()).isTrue();
            assertThat(call.recorded()).isEqualTo(ANSWER);
        });
    }

    @Test
    void anAnswerFromAnotherThreadHopsToTheLane() throws Exception {
        elsewhere(() -> call.answer(ANSWER));
        assertThat(call.isAnswered()).isFalse();
        lane.runAll();
        assertThat(call.recorded()).isEqualTo(ANSWER);
    }

    @Test
    void aCancelFromAnotherThreadHopsToTheLane() throws Exception {
        lane.run(() -> call.onDone(() -> events.add("released")));
        elsewhere(call::cancel);
        assertThat(events).isEmpty();
        lane.runAll();
        assertThat(events).containsExactly("released");
    }

    @Test
    void ofAnswersFromOutsideTheFirstInTheLaneCounts() {
        call.answer(NotFound.NAME);
        lane.run(() -> call.answer(ANSWER));
        assertThat(call.answers()).containsExactly(ANSWER);
    }

    @Test
    void noAnswerIsDeliveredAfterACancel() {
        lane.run(() -> {
            call.cancel();
            call.answer(ANSWER);
            assertThat(call.isDone()).isTrue();
        });
        assertThat(call.answers()).isEmpty();
    }

    @Test
    void releasesRunInTheOrderTheyCameAndBeforeTheAnswerIsDelivered() {
        Call ordered = new Owned();
        lane.run(() -> {
            ordered.onDone(() -> events.add("first"));
            ordered.onDone(() -> events.add("second"));
            ordered.onDone(() -> events.add("third"));
            ordered.answer(ANSWER);
        });
        assertThat(events).containsExactly("first", "second", "third", "completed");
    }

    @Test
    void releasesRunOnce() {
        lane.run(() -> {
            call.onDone(() -> events.add("released"));
            call.cancel();
            call.cancel();
            call.answer(ANSWER);
        });
        assertThat(events).containsExactly("released");
    }

    @Test
    void aReleaseOfACallThatIsOverRunsAtOnce() {
        lane.run(() -> {
            call.answer(ANSWER);
            call.onDone(() -> events.add("late"));
            assertThat(events).containsExactly("late");
        });
    }

    @Test
    void aReleaseMaySeeThatTheCallIsDoneAndAddAnother() {
        lane.run(() -> {
            call.onDone(() -> call.onDone(() -> events.add("done: " + call.isDone())));
            call.answer(ANSWER);
        });
        assertThat(events).containsExactly("done: true");
    }

    @Test
    void aReleaseThatThrowsCostsNeitherTheResolverNorTheOthersNorTheAnswer() {
        lane.run(() -> {
            call.onDone(() -> {
                throw new NoClassDefFoundError("from a release");
            });
            call.onDone(() -> Sneaky.raise(new IOException("from another")));
            call.onDone(() -> events.add("released"));
            call.answer(ANSWER);
            call.onDone(() -> Sneaky.raise(new IOException("from a late one")));
            events.add("went on");
        });
        assertThat(events).containsExactly("released", "went on");
        assertThat(call.answers()).containsExactly(ANSWER);
    }

    /** Once, each was a closure around those before it. */
    @Test
    void twentyThousandReleasesRunInTheirOrderOnAStackAsUsual() {
        List<Integer> released = new ArrayList<>();
        List<Integer> numbers = IntStream.range(0, 20_000).boxed().toList();
        lane.run(() -> {
            numbers.forEach(number -> call.onDone(() -> released.add(number)));
            call.cancel();
        });
        assertThat(released).isEqualTo(numbers);
    }

    @Test
    void aReleaseMayAnswerOrCallOffAgain() {
        lane.run(() -> {
            call.onDone(() -> call.answer(NotFound.NAME));
            call.onDone(call::cancel);
            call.onDone(() -> call.onDone(() -> events.add("added on the way")));
            call.onDone(() -> events.add("last"));
            call.answer(ANSWER);
        });
        assertThat(call.answers()).containsExactly(ANSWER);
        assertThat(events).containsExactly("added on the way", "last");
    }

    @Test
    void nullIsRefusedWhereItIsSaidAndTheQuestionHasFailed() {
        lane.run(() -> assertThatNullPointerException()
                .isThrownBy(() -> call.answer(nothing()))
                .withMessage("answer"));
        assertThat(call.answers()).containsExactly(Failed.of(Failed.Reason.BAD_REPLY, "the resolver answered null"));
    }

    @Test
    void nullFromAnotherThreadIsRefusedThereAndTheQuestionHasFailed() throws Exception {
        elsewhere(() -> assertThatNullPointerException()
                .isThrownBy(() -> call.answer(nothing()))
                .withMessage("answer"));
        lane.runAll();
        assertThat(call.answers()).containsExactly(Failed.of(Failed.Reason.BAD_REPLY, "the resolver answered null"));
    }

    @Test
    void nullAfterTheAnswerIsRefusedAndChangesNothing() {
        lane.run(() -> {
            call.answer(ANSWER);
            assertThatNullPointerException().isThrownBy(() -> call.answer(nothing()));
        });
        assertThat(call.answers()).containsExactly(ANSWER);
    }

    @Test
    void aNullReleaseIsRefused() {
        lane.run(() -> assertThatNullPointerException()
                .isThrownBy(() -> call.onDone(null))
                .withMessage("release"));
    }

    @Test
    void theOwnerIsToldOnceThatTheQuestionIsCalledOff() {
        Call owned = new Owned();
        lane.run(() -> {
            owned.onDone(() -> events.add("released"));
            owned.cancel();
            owned.cancel();
            owned.answer(ANSWER);
        });
        assertThat(events).containsExactly("released", "cancelled");
        events.clear();
        Call answered = new Owned();
        lane.run(() -> {
            answered.answer(ANSWER);
            answered.cancel();
        });
        assertThat(events).containsExactly("completed");
    }

    @Test
    void whatTheOwnerThrowsDoesNotReachTheResolver() {
        lane.run(() -> {
            new Broken().answer(ANSWER);
            events.add("went on");
            new Broken().cancel();
            events.add("went on again");
        });
        assertThat(events).containsExactly("went on", "went on again");
    }

    private final class Broken extends Owned {
        @Override
        protected void completed(Answer answer) {
            throw new AssertionError("by the owner");
        }

        @Override
        protected void cancelled() {
            Sneaky.raise(new IOException("by the owner"));
        }
    }

    @SuppressWarnings("NullAway")
    private static Answer nothing() {
        return null;
    }

    private static void elsewhere(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    private class Owned extends Call {
        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        protected void completed(Answer answer) {
            events.add("completed");
        }

        @Override
        protected void cancelled() {
            events.add("cancelled");
        }
    }
}
