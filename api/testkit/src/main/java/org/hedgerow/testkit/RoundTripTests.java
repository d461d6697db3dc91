package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.record.DomainName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the resolver of the serving side says, the caller of the asking side hears. */
interface RoundTripTests extends WireFormatTests {

    /** Records come back. */
    @Test
    default void whatIsFoundComesBack() {
        FormatBench bench = bench();
        Question question = FormatBench.question(1);
        assertThat(bench.askAndSettle(question).answers()).containsExactly(FormatBench.found(question));
        assertThat(bench.resolver.asked()).extracting(Question::name).containsExactly(question.name());
    }

    /** Whatever there is to say comes back as far as the format can say it, and if it cannot, nothing does. */
    @Test
    default void whatIsNotFoundComesBack() {
        List<Answer> said = new ArrayList<>(List.of(NotFound.NAME, NotFound.TYPE, Elsewhere.unknown()));
        for (Failed.Reason reason : Failed.Reason.values()) {
            said.add(Failed.of(reason, "on purpose"));
        }
        for (Answer each : said) {
            FormatBench bench = bench();
            bench.resolver.answers(question -> each);
            expectHeard(bench.askAndSettle(FormatBench.question(1)), expected(each));
        }
    }

    private static void expectHeard(ContractCall call, @Nullable Answer expected) {
        if (expected == null) {
            assertThat(call.answers()).isEmpty();
        } else {
            assertThat(call.answers()).hasSize(1).allMatch(heard -> FormatBench.isSame(heard, expected), "" + expected);
        }
    }

    /** What is sent arrives in portions of any size, on either side. */
    @Test
    default void bytesMayComeInAnyPortions() {
        for (int bytes = 1; bytes <= 64; bytes++) {
            FormatBench bench = bench();
            bench.server.chunk(bytes);
            for (int i = 0; i < 3; i++) {
                Question question = FormatBench.question(i);
                assertThat(bench.askAndSettle(question).answers())
                        .as("in portions of %s", bytes)
                        .containsExactly(FormatBench.found(question));
            }
            assertThat(bench.served.snapshot().questions()).isEqualTo(3);
        }
    }

    /** Names of every length and spelling, up to the longest. */
    @Test
    default void namesOfEveryLengthComeBack() {
        FormatBench bench = bench();
        for (int length = 1; length < DomainName.MAX_OCTETS; length += 7) {
            StringBuilder name = new StringBuilder("X".repeat(length));
            for (int i = 50; i < length - 1; i += 51) {
                name.setCharAt(i, '.');
            }
            Question question = Question.of(name.toString());
            assertThat(bench.askAndSettle(question).answers())
                    .as("for %s bytes", length)
                    .containsExactly(FormatBench.found(question));
        }
    }

    /** Many questions are under way at once, and are answered in another order than they were asked in. */
    @Test
    default void eachOfManyQuestionsHasItsOwnAnswer() {
        int many = 50;
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        List<ContractCall> calls = new ArrayList<>();
        bench.lane.run(() -> {
            for (int i = 0; i < many; i++) {
                calls.add(bench.ask(FormatBench.question(i)));
            }
        });
        for (int rounds = 0;
                rounds < many && calls.stream().anyMatch(call -> call.answers().isEmpty());
                rounds++) {
            bench.server.exchange();
            bench.lane.advance(FormatBench.GRACE); // in which a question may turn out to be whole
            bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        }
        bench.server.exchange();
        for (int i = 0; i < many; i++) {
            assertThat(calls.get(i).answers()).containsExactly(FormatBench.found(FormatBench.question(i)));
        }
        assertThat(bench.asked.snapshot().pending()).as("pending").isZero();
    }

    /** Callers who ask the same each have the answer. */
    @Test
    default void allWhoAskTheSameHaveTheAnswer() {
        FormatBench bench = bench();
        Question question = FormatBench.question(1);
        List<ContractCall> calls = new ArrayList<>();
        bench.lane.run(() -> {
            for (int i = 0; i < 10; i++) {
                calls.add(bench.ask(question));
            }
        });
        bench.settle();
        assertThat(calls).allMatch(call -> call.answers().equals(List.of(FormatBench.found(question))));
    }

    /** What the resolver of a server throws, or that it calls the question off, is a failure of that question and no more. */
    @Test
    default void aResolverThatFailsCostsItsQuestion() {
        Resolver throwing = (question, call) -> {
            throw new IllegalStateException("on purpose");
        };
        for (Resolver failing : List.of(throwing, (question, call) -> call.cancel())) {
            FormatBench bench = bench();
            bench.resolver.instead(failing);
            bench.askAndSettle(FormatBench.question(1));
            assertThat(bench.served.snapshot().failed()).as("failed").isEqualTo(1);
            bench.resolver.instead(null);
            Question next = FormatBench.question(2);
            assertThat(bench.askAndSettle(next).answers()).containsExactly(FormatBench.found(next));
        }
    }
}
