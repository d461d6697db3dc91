package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.junit.jupiter.api.Test;

/** The asking side: whom it asks, and that it lets go of those who do not wait any more. */
interface AskingSideTests extends WireFormatTests {

    /** Both sides, of which the asking side has these options. */
    private FormatBench asking(UpstreamOptions options) {
        return bench(ServingOptions.defaults().withFailFast(true), options);
    }

    /** Nobody is connected to who is not asked, and nobody else is. */
    @Test
    default void connectsWithTheFirstQuestionToItsServer() {
        FormatBench bench = bench();
        bench.lane.runAll();
        assertThat(bench.lane.connections()).as("connections before").isEmpty();
        assertThat(bench.lane.ports()).as("ports before").isEmpty();
        bench.askAndSettle(FormatBench.question(1));
        assertThat(bench.lane.connections())
                .allMatch(each -> each.remoteAddress().equals(FormatBench.SERVER));
        assertThat(bench.lane.ports()).allMatch(each -> FormatBench.SERVER.equals(each.peer()));
        assertThat(bench.lane.connections().size() + bench.lane.ports().size())
                .as("connections and ports")
                .isEqualTo(1);
    }

    /** What is over leaves no more than one connection open, for those who ask next. */
    @Test
    default void keepsOneConnectionAtMost() {
        FormatBench bench = bench();
        for (int i = 0; i < 20; i++) {
            assertThat(bench.askAndSettle(FormatBench.question(i)).answers()).hasSize(1);
        }
        assertThat(bench.lane.connections())
                .filteredOn(each -> !each.isClosed())
                .hasSizeLessThanOrEqualTo(1);
    }

    /** The counts of the context are told of questions, and of replies. */
    @Test
    default void countsQuestionsAndReplies() {
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        for (int i = 0; i < 3; i++) {
            bench.ask(FormatBench.question(i));
        }
        assertThat(bench.asked.snapshot().pending()).as("pending").isEqualTo(3);
        bench.resolver.answers(FormatBench::found);
        for (int i = 0; i < 3; i++) {
            bench.settle();
            bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        }
        bench.settle();
        UpstreamTotals.Snapshot counts = bench.asked.snapshot();
        assertThat(counts.pending()).as("pending").isZero();
        assertThat(counts.replies()).as("replies").isEqualTo(3);
        assertThat(counts.sent()).as("sent").isGreaterThanOrEqualTo(3);
        assertThat(counts.connects())
                .as("connects")
                .isEqualTo(bench.lane.connections().size());
        assertThat(counts.dropped()).as("dropped").isZero();
    }

    /** A question that is called off is forgotten, and its answer, which comes all the same, is dropped and counted. */
    @Test
    default void anAnswerToWhatWasCalledOffIsDropped() {
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ContractCall gone = bench.askAndSettle(FormatBench.question(1));
        bench.lane.run(gone::cancel);
        assertThat(bench.asked.snapshot().pending()).as("pending").isZero();
        bench.server.exchange();
        boolean stays = bench.lane.connections().stream().allMatch(each -> !each.isClosed());
        bench.resolver.answers(FormatBench::found);
        ContractCall next = bench.ask(FormatBench.question(2));
        bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        bench.settle();
        bench.pass(Duration.ofSeconds(1));
        bench.settle();
        assertThat(gone.answers()).isEmpty();
        assertThat(gone.given()).as("answers given").isZero();
        assertThat(next.answers()).containsExactly(FormatBench.found(FormatBench.question(2)));
        assertThat(bench.asked.snapshot().dropped()).as("dropped").isEqualTo(stays ? 1 : 0);
    }

    /** Whoever asks has the deadline; what he answers himself is forgotten as what he calls off. */
    @Test
    default void aQuestionIsForgottenAtTheDeadlineOfWhoeverAsks() {
        Duration deadline = Duration.ofSeconds(4);
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ContractCall call = bench.askAndSettle(FormatBench.question(1));
        Answer timeout = Failed.of(Failed.Reason.TIMEOUT, "nobody waits any more");
        bench.lane.run(() -> bench.lane.schedule(deadline.toNanos(), () -> call.answer(timeout)));
        for (int i = 0; i < 4; i++) {
            bench.pass(deadline.dividedBy(4));
        }
        assertThat(call.answers()).containsExactly(timeout);
        assertThat(call.given()).as("answers given").isEqualTo(1);
        assertThat(bench.asked.snapshot().pending()).as("pending").isZero();
    }

    /** At the limit of questions that wait further ones fail at once; there is room again when one is over. */
    @Test
    default void furtherQuestionsFailAtTheLimit() {
        FormatBench bench = asking(UpstreamOptions.defaults().withMaxPending(2));
        bench.resolver.answers(question -> null);
        ContractCall first = bench.ask(FormatBench.question(1));
        bench.ask(FormatBench.question(2));
        expectFailed(bench.ask(FormatBench.question(3)), Failed.Reason.OVERLOADED);
        bench.lane.run(first::cancel);
        assertThat(bench.ask(FormatBench.question(4)).answers()).isEmpty();
    }

    /** A call that is done before it is asked for costs nothing. */
    @Test
    default void aCallThatIsDoneIsNotAskedFor() {
        FormatBench bench = bench();
        ContractCall done = new ContractCall(bench.lane);
        bench.lane.run(() -> {
            done.cancel();
            bench.upstream.ask(FormatBench.question(1), done);
        });
        bench.settle();
        assertThat(bench.asked.snapshot().pending()).as("pending").isZero();
        assertThat(bench.resolver.asked()).isEmpty();
        assertThat(done.answers()).isEmpty();
    }

    /** What comes from the server and makes no sense is no answer, throws nothing, and does not keep later ones away. */
    @Test
    default void garbageIsNoAnswer() {
        for (byte[] each :
                List.of(new byte[] {0}, new byte[100], "\n\n ! \n".repeat(20).getBytes(StandardCharsets.UTF_8))) {
            FormatBench bench = bench();
            bench.resolver.answers(question -> null);
            ContractCall call = bench.askAndSettle(FormatBench.question(1));
            bench.lane.connections().forEach(connection -> connection.receive(each));
            bench.lane.ports().forEach(port -> port.receive(each));
            bench.settle();
            assertThat(bench.server.threw()).as("what handlers threw").isEmpty();
            assertThat(call.answers()).noneMatch(Found.class::isInstance);
            bench.server.cut(); // as a server does that has lost the thread
            bench.resolver.answers(FormatBench::found);
            Question next = FormatBench.question(2);
            assertThat(bench.askAndSettle(next).answers()).containsExactly(FormatBench.found(next));
        }
    }

    /** That a call has come to nothing, for this reason. */
    static void expectFailed(ContractCall call, Failed.Reason reason) {
        assertThat(call.answers())
                .hasSize(1)
                .allMatch(answer -> answer instanceof Failed failed && failed.reason() == reason, reason.toString());
    }
}
