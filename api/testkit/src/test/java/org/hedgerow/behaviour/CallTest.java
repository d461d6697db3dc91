package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
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
        Call ordered = new Call() {
            @Override
            public Lane lane() {
                return lane;
            }

            @Override
            protected void completed(Answer answer) {
                events.add("completed");
            }
        };
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
    void aReleaseThatThrowsLosesNeitherTheOthersNorTheAnswer() {
        assertThatIllegalStateException()
                .isThrownBy(() -> lane.run(() -> {
                    call.onDone(() -> {
                        throw new IllegalStateException("from a release");
                    });
                    call.onDone(() -> events.add("released"));
                    call.answer(ANSWER);
                }))
                .withMessage("from a release");
        assertThat(events).containsExactly("released");
        assertThat(call.answers()).containsExactly(ANSWER);
    }

    private static void elsewhere(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }
}
