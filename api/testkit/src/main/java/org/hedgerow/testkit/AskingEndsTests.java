package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.api.Test;

/** How connections of the asking side come to an end, and what becomes of the questions. */
interface AskingEndsTests extends WireFormatTests {

    /** Closed, it answers what is under way and what comes later, and has nothing open. */
    @Test
    default void closingFailsWhatIsUnderWayAndWhatComesLater() {
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ContractCall before = bench.askAndSettle(FormatBench.question(1));
        bench.lane.run(bench.upstream::close);
        ContractCall after = bench.ask(FormatBench.question(2));
        for (ContractCall each : List.of(before, after)) {
            AskingSideTests.expectFailed(each, Failed.Reason.CLOSED);
        }
        bench.server.exchange();
        assertThat(bench.lane.connections()).allMatch(ScriptedConnection::isClosed);
        assertThat(bench.lane.ports()).allMatch(ScriptedPort::isClosed);
        assertThat(bench.asked.snapshot().pending()).as("pending").isZero();
    }

    /** It is closed before anybody has asked, and twice. */
    @Test
    default void closingWithoutAQuestionOpensNothing() {
        FormatBench bench = bench();
        bench.lane.run(bench.upstream::close);
        bench.lane.run(bench.upstream::close);
        assertThat(bench.lane.connections()).isEmpty();
        assertThat(bench.lane.ports()).isEmpty();
    }

    /** A connection that is refused fails its questions at once; the next one after a wait may succeed. */
    @Test
    default void aRefusedConnectionFailsItsQuestions() {
        FormatBench bench = bench();
        ContractCall call = bench.ask(FormatBench.question(1));
        assumeTrue(bench.lane.ports().isEmpty(), "the format asks by datagrams");
        bench.lane.connection().refuse();
        AskingSideTests.expectFailed(call, Failed.Reason.UNREACHABLE);
        bench.pass(UpstreamOptions.defaults().maxBackoff());
        Question next = FormatBench.question(2);
        assertThat(bench.askAndSettle(next).answers()).containsExactly(FormatBench.found(next));
    }

    /** A connection that does not come to stand within the time of the options is given up. */
    @Test
    default void aConnectionIsGivenUpThatDoesNotStandInTime() {
        Duration limit = Duration.ofMillis(700);
        FormatBench bench =
                bench(ServingOptions.defaults(), UpstreamOptions.defaults().withConnectTimeout(limit));
        ContractCall call = bench.ask(FormatBench.question(1));
        assumeTrue(bench.lane.ports().isEmpty(), "the format asks by datagrams");
        bench.lane.advance(limit.minusNanos(1));
        assertThat(call.answers()).as("before its time").isEmpty();
        bench.lane.advance(Duration.ofNanos(1));
        AskingSideTests.expectFailed(call, Failed.Reason.UNREACHABLE);
        assertThat(bench.lane.connection().isClosed()).as("closed").isTrue();
    }

    /** A port that cannot be opened fails its questions. */
    @Test
    default void aPortThatCannotBeOpenedFailsItsQuestions() {
        FormatBench bench = bench();
        bench.lane.failPorts(new IOException("no port"));
        ContractCall call = bench.ask(FormatBench.question(1));
        assumeTrue(bench.lane.connections().isEmpty(), "the format asks over streams");
        bench.settle();
        assertThat(call.answers()).hasSize(1).allMatch(Failed.class::isInstance);
    }

    /** What a lost connection leaves behind is asked again or fails, and the next question has a new one. */
    @Test
    default void aLostConnectionLosesNoQuestion() {
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ContractCall call = bench.askAndSettle(FormatBench.question(1));
        assumeTrue(bench.lane.ports().isEmpty(), "the format asks by datagrams");
        bench.resolver.answers(FormatBench::found);
        bench.lane.connection().drop(new IOException("Connection reset by peer"));
        bench.settle();
        assertThat(call.answers()).as("answers to what was under way").hasSize(1);
        bench.pass(UpstreamOptions.defaults().maxBackoff());
        Question next = FormatBench.question(2);
        assertThat(bench.askAndSettle(next).answers()).containsExactly(FormatBench.found(next));
    }

    /** A server that closes in order between two questions, as one does that has waited for long, costs none. */
    @Test
    default void aServerMayCloseBetweenQuestions() {
        FormatBench bench = bench();
        bench.askAndSettle(FormatBench.question(1));
        assumeTrue(bench.lane.ports().isEmpty(), "the format asks by datagrams");
        bench.lane.connection().end();
        bench.settle();
        Question next = FormatBench.question(2);
        assertThat(bench.askAndSettle(next).answers()).containsExactly(FormatBench.found(next));
    }
}
