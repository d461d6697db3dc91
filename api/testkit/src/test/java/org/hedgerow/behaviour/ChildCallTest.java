package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.ChildCall;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** What a resolver gets that asks others by a {@link ChildCall}, and what any call gets that is put to a resolver. */
class ChildCallTest {
    private static final Question QUESTION = Question.of("www.a.edu");
    private static final Answer ANSWER = found("www.a.edu", "1.2.3.4");

    private final ManualLane lane = new ManualLane();
    private final HeldResolver asked = new HeldResolver(lane);
    private final List<String> events = new ArrayList<>();
    private final Owner parent = new Owner();

    @Test
    void anAnswerIsHandedToTheChildAlone() {
        lane.run(() -> new Recorded(parent).ask(asked, QUESTION));
        asked.answer(0, ANSWER);
        asked.answer(0, failed(Failed.Reason.CLOSED));
        assertThat(events).containsExactly("child: " + ANSWER);
        lane.run(() -> assertThat(parent.isDone()).isFalse());
    }

    @Test
    void aChildLivesInTheLaneOfItsParent() {
        assertThat(new Recorded(parent).lane()).isSameAs(lane);
    }

    @Test
    void anAnswerFromAnotherThreadHopsToTheLane() throws Exception {
        lane.run(() -> new Recorded(parent).ask(asked, QUESTION));
        Thread thread = new Thread(() -> asked.call(0).answer(ANSWER));
        thread.start();
        thread.join();
        assertThat(events).isEmpty();
        lane.runAll();
        assertThat(events).containsExactly("child: " + ANSWER);
    }

    @Test
    void aParentThatIsCalledOffCallsOffItsChild() {
        lane.run(() -> new Recorded(parent).ask(asked, QUESTION));
        lane.run(parent::cancel);
        assertThat(asked.released()).isOne();
        asked.answer(0, ANSWER);
        assertThat(events).containsExactly("child called off", "parent called off");
    }

    @Test
    void aParentThatIsAnsweredCallsOffItsChildren() {
        lane.run(() -> {
            new Recorded(parent).ask(asked, QUESTION);
            new Recorded(parent).ask(asked, QUESTION.withName(QUESTION.name().parent()));
            parent.answer(ANSWER);
        });
        assertThat(asked.released()).isEqualTo(2);
        assertThat(events).containsExactly("child called off", "child called off", "parent: " + ANSWER);
    }

    @Test
    void aResolverThatCallsTheChildOffCallsOffTheParent() {
        lane.run(() -> new Recorded(parent).ask((question, call) -> call.cancel(), QUESTION));
        assertThat(events).containsExactly("child called off", "parent called off");
    }

    @Test
    void aChildMayAnswerTheParentInstead() {
        ChildCall child = new Recorded(parent) {
            @Override
            protected void cancelled() {
                parent().answer(ANSWER);
            }
        };
        lane.run(() -> child.ask((question, call) -> call.cancel(), QUESTION));
        assertThat(events).containsExactly("parent: " + ANSWER);
    }

    @Test
    void onBehalfOfAParentThatIsDoneNobodyIsAsked() {
        lane.run(() -> {
            parent.answer(ANSWER);
            new Recorded(parent).ask(asked, QUESTION);
        });
        assertThat(asked.asked()).isEmpty();
        assertThat(events).containsExactly("parent: " + ANSWER, "child called off");
    }

    @Test
    void aResolverThatThrowsIsABadReplyToTheChild() {
        lane.run(() -> {
            new Recorded(parent).ask((question, call) -> Sneaky.raise(new IOException("on purpose")), QUESTION);
            new Recorded(parent).ask(ChildCallTest::broken, QUESTION);
            events.add("went on");
        });
        assertThat(events)
                .containsExactly(
                        "child: " + threw("java.io.IOException: on purpose"),
                        "child: " + threw("java.lang.NoClassDefFoundError: on/Purpose"),
                        "went on");
    }

    @Test
    void anAnswerCountsThatAResolverHasGivenBeforeItThrew() {
        lane.run(() -> new Recorded(parent)
                .ask(
                        (question, call) -> {
                            call.answer(ANSWER);
                            broken(question, call);
                        },
                        QUESTION));
        assertThat(events).containsExactly("child: " + ANSWER);
    }

    /** Nobody else would say anything any more. */
    @Test
    void aChildThatThrowsOnItsAnswerIsABadReplyToTheParent() {
        lane.run(() -> new Broken(parent).ask(asked, QUESTION));
        asked.answer(0, ANSWER);
        assertThat(events).containsExactly("parent: " + threw("java.lang.AssertionError: by the child"));
    }

    @Test
    void aChildThatThrowsWhenItIsCalledOffIsABadReplyToTheParent() {
        lane.run(() -> new Broken(parent).ask((question, call) -> call.cancel(), QUESTION));
        assertThat(events).containsExactly("parent: " + threw("java.io.IOException: by the child"));
    }

    @Test
    void aSecondResolverIsAskedWhereTheFirstHasFailed() {
        HeldResolver second = new HeldResolver(lane);
        RecordingCall call = RecordingCall.ask(new Fallback(asked, second), QUESTION, lane);
        asked.answer(0, failed(Failed.Reason.UNREACHABLE));
        assertThat(second.questions()).containsExactly(QUESTION);
        second.answer(0, ANSWER);
        assertThat(call.answers()).containsExactly(ANSWER);
    }

    @Test
    void nullsAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> new Recorded(null)).withMessage("parent");
        lane.run(() -> {
            assertThatNullPointerException()
                    .isThrownBy(() -> parent.ask(null, QUESTION))
                    .withMessage("resolver");
            assertThatNullPointerException()
                    .isThrownBy(() -> parent.ask(asked, null))
                    .withMessage("question");
        });
        assertThat(events).isEmpty();
    }

    @Test
    void anyCallIsGuardedAgainstTheResolverThatItIsPutTo() {
        lane.run(() -> {
            parent.ask(ChildCallTest::broken, QUESTION);
            parent.ask(asked, QUESTION);
        });
        assertThat(events).containsExactly("parent: " + threw("java.lang.NoClassDefFoundError: on/Purpose"));
        assertThat(asked.asked()).as("of a call that is done").isEmpty();
    }

    private static Failed threw(String what) {
        return Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + what);
    }

    private static void broken(Question question, Call call) {
        throw new NoClassDefFoundError("on/Purpose");
    }

    /** The example in the Javadoc of {@link ChildCall}. */
    private record Fallback(Resolver first, Resolver second) implements Resolver {
        @Override
        public void resolve(Question question, Call call) {
            new ChildCall(call) {
                @Override
                protected void completed(Answer answer) {
                    if (answer instanceof Failed) {
                        second.resolve(question, call);
                    } else {
                        call.answer(answer);
                    }
                }
            }.ask(first, question);
        }
    }

    private class Recorded extends ChildCall {
        Recorded(Call parent) {
            super(parent);
        }

        @Override
        protected void completed(Answer answer) {
            events.add("child: " + answer);
        }

        @Override
        protected void cancelled() {
            events.add("child called off");
            super.cancelled();
        }
    }

    private static final class Broken extends ChildCall {
        Broken(Call parent) {
            super(parent);
        }

        @Override
        protected void completed(Answer answer) {
            throw new AssertionError("by the child");
        }

        @Override
        protected void cancelled() {
            Sneaky.raise(new IOException("by the child"));
        }
    }

    private final class Owner extends Call {
        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        protected void completed(Answer answer) {
            events.add("parent: " + answer);
        }

        @Override
        protected void cancelled() {
            events.add("parent called off");
        }
    }
}
