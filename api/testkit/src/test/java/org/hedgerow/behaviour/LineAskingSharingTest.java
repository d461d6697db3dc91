package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** Callers of one name share the query for it. */
class LineAskingSharingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Asking asking = new Asking();

    @Test
    void callersOfOneNameShareTheQuery() {
        RecordingCall first = asking.ask("a.edu");
        asking.server().open();
        RecordingCall second = asking.ask("A.EDU");
        assertThat(asking.sent()).isEqualTo("a.edu\n");
        assertThat(asking.totals.snapshot().pending()).isEqualTo(2);
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(first.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(second.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    @Test
    void whoJoinsAQuestionOlderThanASecondHasItAskedAgain() {
        RecordingCall first = asking.ask("a.edu");
        asking.server().open();
        asking.sent();
        asking.await(SECOND);
        asking.ask("a.edu");
        assertThat(asking.sent()).isEmpty();
        asking.await(Duration.ofNanos(1));
        RecordingCall third = asking.ask("a.edu");
        asking.ask("a.edu");
        assertThat(asking.sent()).isEqualTo("a.edu\n");
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(first.isAnswered()).isTrue();
        assertThat(third.isAnswered()).isTrue();
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    /** As in a ring of servers, where each question that comes round is a caller more. */
    @Test
    void thoseWhoShareAQuestionWaitForFiveSecondsAtMost() {
        RecordingCall first = asking.ask("a.edu");
        asking.server().open();
        RecordingCall second = asking.ask("A.edu");
        asking.lane.advance(Duration.ofSeconds(5));
        assertThat(second.isAnswered()).isFalse();
        asking.lane.run(first::cancel);
        assertThat(second.recorded()).isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "a.edu: no answer in time"));
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    @Test
    void oneOfTwoCallersMayLeave() {
        for (boolean firstLeaves : new boolean[] {true, false}) {
            Asking each = new Asking();
            RecordingCall first = each.ask("a.edu");
            RecordingCall second = each.ask("a.edu");
            RecordingCall third = each.ask("a.edu");
            each.server().open();
            each.lane.run(firstLeaves ? first::cancel : second::cancel);
            assertThat(each.totals.snapshot().pending()).isEqualTo(2);
            each.reply("a.edu 1.1.1.1 A IN\n");
            assertThat(first.isAnswered()).isEqualTo(!firstLeaves);
            assertThat(second.isAnswered()).isEqualTo(firstLeaves);
            assertThat(third.isAnswered()).isTrue();
        }
    }

    @Test
    void whoJoinsAfterSomebodyLeftIsAnswered() {
        RecordingCall first = asking.ask("a.edu");
        RecordingCall second = asking.ask("a.edu");
        asking.lane.run(second::cancel);
        RecordingCall third = asking.ask("a.edu");
        asking.server().open();
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(first.isAnswered()).isTrue();
        assertThat(second.isAnswered()).isFalse();
        assertThat(third.isAnswered()).isTrue();
    }

    @Test
    void whenTheLastCallerHasLeftNothingIsPending() {
        RecordingCall first = asking.ask("a.edu");
        RecordingCall second = asking.ask("a.edu");
        asking.lane.run(first::cancel);
        asking.lane.run(second::cancel);
        assertThat(asking.totals.snapshot().pending()).isZero();
        asking.server().open();
        assertThat(asking.sent()).isEmpty();
    }

    @Test
    void aCallerThatThrowsCostsTheOthersNothing() {
        RecordingCall before = asking.ask("a.edu");
        ask(answer -> {
            throw new IllegalStateException("from a caller");
        });
        RecordingCall after = asking.ask("a.edu");
        RecordingCall other = asking.ask("b.edu");
        asking.server().open();
        asking.reply("a.edu 1.1.1.1 A IN\nb.edu 2.2.2.2 A IN\n");
        assertThat(before.isAnswered()).isTrue();
        assertThat(after.isAnswered()).isTrue();
        assertThat(other.isAnswered()).isTrue();
        assertThat(asking.server().isClosed()).isFalse();
    }

    @Test
    void callersAreAnsweredInTheOrderTheyCame() {
        StringBuilder order = new StringBuilder();
        ask("first ", order);
        ask("second ", order);
        ask("third ", order);
        asking.server().open();
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(order).hasToString("first second third ");
    }

    @Test
    void callersWhoAreLeftAreAnsweredInTheOrderTheyCame() {
        StringBuilder order = new StringBuilder();
        Call first = ask("first ", order);
        ask("second ", order);
        Call third = ask("third ", order);
        asking.lane.run(first::cancel);
        ask("fourth ", order);
        asking.lane.run(third::cancel);
        ask("fifth ", order);
        asking.server().open();
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(order).hasToString("second fourth fifth ");
    }

    /** Asks as a caller who puts down his name when he is answered. */
    private Call ask(String caller, StringBuilder order) {
        return ask(answer -> order.append(caller));
    }

    private Call ask(Consumer<Answer> whenAnswered) {
        Call call = new Call() {
            @Override
            public Lane lane() {
                return asking.lane;
            }

            @Override
            protected void completed(Answer answer) {
                whenAnswered.accept(answer);
            }
        };
        asking.lane.run(() -> asking.upstream.ask(Question.of("a.edu"), call));
        return call;
    }
}
