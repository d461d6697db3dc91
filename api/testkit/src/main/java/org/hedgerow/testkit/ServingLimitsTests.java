package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.api.Test;

/** The serving side does as its options say. */
interface ServingLimitsTests extends WireFormatTests {
    /** More than a format may be off, by rounding or by waiting for the rest of a question. */
    Duration TOLERANCE = Duration.ofMillis(200);

    /** Both sides, of which the serving side has these options. */
    private FormatBench serving(ServingOptions options) {
        return bench(options, UpstreamOptions.defaults());
    }

    /** A question that nobody answers ends at its deadline, no earlier, and is let go of. */
    @Test
    default void aQuestionEndsAtItsDeadline() {
        Duration timeout = Duration.ofSeconds(2);
        for (boolean failFast : List.of(true, false)) {
            FormatBench bench =
                    serving(ServingOptions.defaults().withTimeout(timeout).withFailFast(failFast));
            bench.resolver.answers(question -> null);
            ScriptedConnection connection = bench.server.accept();
            connection.receive(query(1));
            bench.pass(timeout.minus(TOLERANCE));
            assertThat(bench.resolver.inFlight())
                    .as("in flight before the deadline")
                    .isEqualTo(1);
            assertThat(connection.sentBytes()).as("sent before the deadline").isEmpty();
            bench.pass(TOLERANCE.multipliedBy(2));
            assertThat(bench.resolver.inFlight())
                    .as("in flight after the deadline")
                    .isZero();
            Failed said = Failed.of(Failed.Reason.TIMEOUT, "");
            assertThat(connection.sentBytes().length > 0).as("replied").isEqualTo(expected(said) != null);
            ServingTotals.Snapshot counts = bench.served.snapshot();
            assertThat(counts.questions()).as("questions").isEqualTo(1);
            assertThat(counts.timedOut()).as("timed out").isEqualTo(1);
        }
    }

    /** The same for a datagram. */
    @Test
    default void aDatagramEndsAtItsDeadline() {
        byte[] query = datagram(1);
        Duration timeout = Duration.ofSeconds(2);
        FormatBench bench = serving(ServingOptions.defaults().withTimeout(timeout));
        bench.resolver.answers(question -> null);
        bench.server.port().receive(query, FormatBench.SERVER);
        bench.lane.advance(timeout.minus(TOLERANCE));
        assertThat(bench.resolver.inFlight())
                .as("in flight before the deadline")
                .isEqualTo(1);
        bench.lane.advance(TOLERANCE.multipliedBy(2));
        assertThat(bench.resolver.inFlight()).as("in flight after the deadline").isZero();
        assertThat(bench.served.snapshot().timedOut()).as("timed out").isEqualTo(1);
    }

    /** An answer after the deadline is dropped: there is one reply to a question. */
    @Test
    default void anAnswerAfterTheDeadlineIsDropped() {
        Duration timeout = Duration.ofSeconds(2);
        FormatBench bench = serving(ServingOptions.defaults().withTimeout(timeout));
        bench.resolver.answers(question -> null);
        ScriptedConnection connection = bench.server.accept();
        connection.receive(query(1));
        bench.pass(timeout.plus(TOLERANCE));
        connection.takeSentBytes();
        bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        bench.settle();
        assertThat(connection.sentBytes()).isEmpty();
        assertThat(bench.served.snapshot().found()).as("found").isZero();
    }

    /** At the limit of questions in flight further ones wait, and have their turn. */
    @Test
    default void furtherQuestionsWaitAtTheLimit() {
        FormatBench bench = serving(ServingOptions.defaults().withFailFast(true).withMaxInFlight(2));
        bench.resolver.answers(question -> null);
        List<ContractCall> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(bench.ask(FormatBench.question(i)));
        }
        assumeTrue(bench.lane.ports().isEmpty(), "the format asks by datagrams");
        for (int i = 0; i < 6; i++) {
            bench.settle();
            assertThat(bench.resolver.inFlight())
                    .as("in flight")
                    .isLessThanOrEqualTo(2 * bench.lane.connections().size());
            bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        }
        bench.settle();
        assertThat(calls).as("answered").allMatch(call -> call.answers().size() == 1);
    }

    /** At the limit of datagrams in flight further ones fail at once, and are counted. */
    @Test
    default void furtherDatagramsAreTooManyAtTheLimit() {
        byte[] first = datagram(1);
        byte[] second = datagram(2);
        FormatBench bench = serving(ServingOptions.defaults().withMaxDatagrams(1));
        bench.resolver.answers(question -> null);
        bench.server.port().receive(first, FormatBench.SERVER);
        bench.server.port().receive(second, FormatBench.SERVER);
        assertThat(bench.resolver.inFlight()).as("in flight").isEqualTo(1);
        assertThat(bench.served.snapshot().overloaded()).as("overloaded").isEqualTo(1);
        bench.lane.run(() -> bench.resolver.answerHeld(question -> NotFound.NAME));
        assertThat(bench.resolver.inFlight()).as("in flight").isZero();
    }

    /** While a client does not read, what it is owed is held, and in the end it has all of it. */
    @Test
    default void aClientThatDoesNotReadHasItsRepliesLater() {
        FormatBench bench = bench();
        ScriptedConnection connection = bench.server.accept();
        connection.peerReads(false);
        for (int i = 0; i < 20; i++) {
            connection.receive(query(i));
            bench.settle();
        }
        assertThat(connection.sentBytes()).isEmpty();
        connection.peerReads(true);
        bench.settle();
        assertThat(connection.sentBytes()).isNotEmpty();
        assertThat(bench.served.snapshot().found()).as("found").isEqualTo(20);
    }
}
