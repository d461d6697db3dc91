package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.Test;

/** The serving side by itself, of one connection or port, whose client is the test. */
interface ServingSideTests extends WireFormatTests {

    /** It is cut anywhere, and the rest comes later. */
    @Test
    default void aQuestionMayBeCutAnywhere() {
        byte[] query = query(1);
        byte[] whole = replied(bench(), query);
        assertThat(whole).as("the reply").isNotEmpty();
        for (int cut = 1; cut < query.length; cut++) {
            assertThat(replied(bench(), Arrays.copyOf(query, cut), Arrays.copyOfRange(query, cut, query.length)))
                    .as("cut after %s bytes", cut)
                    .isEqualTo(whole);
        }
    }

    private static byte[] replied(FormatBench bench, byte[]... parts) {
        ScriptedConnection connection = bench.server.accept();
        for (byte[] part : parts) {
            connection.receive(part);
        }
        bench.settle();
        return connection.takeSentBytes();
    }

    /** A client that has said all that it has to say still hears the answer; then the connection is closed. */
    @Test
    default void aHalfClosedConnectionIsStillAnswered() {
        byte[] query = query(1);
        byte[] whole = replied(bench(), query);
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ScriptedConnection connection = bench.server.accept();
        connection.receive(query);
        connection.end();
        bench.settle();
        assertThat(connection.isClosing()).as("closed before the answer").isFalse();
        bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        bench.settle();
        assertThat(connection.sentBytes()).isEqualTo(whole);
        assertThat(connection.isClosed()).as("closed").isTrue();
        assertThat(connection.cause()).isNull();
    }

    /** Where nothing was asked, or nothing is open any more, the end of the input is the end of the connection. */
    @Test
    default void aConnectionIsClosedWhenItsClientIsDone() {
        for (byte[] asked : List.of(new byte[0], query(1))) {
            FormatBench bench = bench();
            ScriptedConnection connection = bench.server.accept();
            connection.receive(asked);
            bench.settle();
            connection.end();
            bench.settle();
            assertThat(connection.isClosed()).as("closed").isTrue();
            assertThat(bench.memory.held()).as("bytes held").isZero();
        }
    }

    /** What a client leaves behind that goes away is called off. */
    @Test
    default void aLostConnectionCallsItsQuestionsOff() {
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ScriptedConnection connection = bench.server.accept();
        connection.receive(query(1));
        bench.settle();
        assertThat(bench.resolver.inFlight()).as("in flight").isEqualTo(1);
        assertThat(bench.memory.held()).as("bytes held").isPositive();
        connection.drop(new IOException("Connection reset by peer"));
        assertThat(bench.resolver.inFlight()).as("in flight").isZero();
        assertThat(bench.memory.held()).as("bytes held").isZero();
    }

    /** An answer that comes when the client is gone harms nobody. */
    @Test
    default void anAnswerAfterTheConnectionIsDropped() {
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ScriptedConnection connection = bench.server.accept();
        connection.receive(query(1));
        bench.settle();
        connection.drop(new IOException("Connection reset by peer"));
        bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        bench.settle();
        assertThat(connection.sentBytes()).isEmpty();
        assertThat(replied(bench(), query(2))).isNotEmpty();
    }

    /** Bytes that make no sense cost their connection at most: nothing is thrown, and nothing waits for ever. */
    @Test
    default void garbageCostsItsConnection() {
        FormatBench bench = bench();
        byte[] query = query(1);
        for (byte[] each : garbage(query).toList()) {
            ScriptedConnection connection = bench.server.accept();
            connection.receive(each);
            connection.receive(each);
            bench.settle();
            connection.end();
            bench.settle();
            bench.pass(Duration.ofMinutes(1));
            assertThat(connection.isClosed())
                    .as("closed after %s", Arrays.toString(each))
                    .isTrue();
        }
        assertThat(bench.server.threw()).as("what handlers threw").isEmpty();
        assertThat(bench.served.snapshot().invalid()).as("invalid").isPositive();
        assertThat(replied(bench, query)).isNotEmpty();
    }

    /** The same in datagrams, each of which costs itself. */
    @Test
    default void garbageCostsItsDatagram() {
        byte[] query = datagram(1);
        FormatBench bench = bench();
        for (byte[] each : garbage(query).toList()) {
            bench.server.port().receive(each, FormatBench.SERVER);
        }
        bench.settle();
        assertThat(bench.server.threw()).as("what handlers threw").isEmpty();
        bench.server.port().takeSent();
        bench.server.port().receive(query, FormatBench.SERVER);
        assertThat(bench.server.port().sent()).hasSize(1);
    }

    /** Some that the format cannot have thought of, and questions with one byte wrong, or cut short. */
    static Stream<byte[]> garbage(byte[] valid) {
        Random random = new Random(16);
        Stream<byte[]> anything = Stream.of(1, 2, 3, 12, 13, 100, 512, 5_000)
                .flatMap(length -> Stream.of(0, 1, 2).map(kind -> {
                    byte[] bytes = new byte[length];
                    if (kind == 0) {
                        random.nextBytes(bytes);
                    } else {
                        Arrays.fill(bytes, kind == 1 ? 0 : (byte) 0xFF);
                    }
                    return bytes;
                }));
        Stream<byte[]> wrong = Stream.iterate(0, at -> at < valid.length, at -> at + 1)
                .flatMap(at -> Stream.of(0, 1, 0x40, 0xC0, 0xFF).map(value -> {
                    byte[] bytes = valid.clone();
                    bytes[at] = value.byteValue();
                    return bytes;
                }));
        Stream<byte[]> cut = Stream.iterate(1, length -> length < valid.length, length -> length + 1)
                .map(length -> Arrays.copyOf(valid, length));
        return Stream.of(anything, wrong, cut).flatMap(each -> each);
    }

    /** Each question comes to one end, and is counted there: in the counts that the context has. */
    @Test
    default void countsAddUp() {
        FormatBench bench = bench();
        ScriptedConnection connection = bench.server.accept();
        byte[] found = query(1);
        byte[] missing = query(2);
        byte[] failing = query(3);
        bench.resolver.answers(
                question -> question.equals(FormatBench.question(1).withType(question.type()))
                        ? FormatBench.found(question)
                        : question.equals(FormatBench.question(2).withType(question.type()))
                                ? NotFound.NAME
                                : Failed.of(Failed.Reason.SERVER_FAILURE, "on purpose"));
        for (byte[] each : List.of(found, missing, failing, found)) {
            connection.receive(each);
            bench.settle();
        }
        ServingTotals.Snapshot counts = bench.served.snapshot();
        assertThat(counts.questions()).as("questions").isEqualTo(4);
        assertThat(counts.found()).as("found").isEqualTo(2);
        assertThat(counts.notFound()).as("not found").isEqualTo(1);
        assertThat(counts.failed()).as("failed").isEqualTo(1);
        assertThat(counts.timedOut()).as("timed out").isZero();
        assertThat(counts.invalid()).as("invalid").isZero();
    }

    /** A port that is drained answers what is in flight, and closes. */
    @Test
    default void aDrainedPortAnswersAndCloses() {
        byte[] query = datagram(1);
        FormatBench bench = bench();
        bench.resolver.answers(question -> null);
        ScriptedPort port = bench.server.port();
        port.receive(query, FormatBench.SERVER);
        port.end();
        assertThat(port.isClosed()).as("closed before the answer").isFalse();
        bench.lane.run(() -> bench.resolver.answerHeld(FormatBench::found));
        assertThat(port.sent()).hasSize(1);
        assertThat(port.recipients()).containsExactly(FormatBench.SERVER);
        assertThat(port.isClosed()).as("closed").isTrue();
        assertThat(port.cause()).isNull();
    }

    /** A format has a name and a deadline, and needs contexts. */
    @Test
    @SuppressWarnings("NullAway")
    default void saysWhatItIsAndRefusesNulls() {
        assertThat(tested().name()).isNotBlank().isEqualTo(tested().name());
        assertThat(tested().defaultTimeout()).isPositive();
        assertThatNullPointerException()
                .isThrownBy(() -> tested().serving(null))
                .withMessage("context");
        assertThatNullPointerException().isThrownBy(() -> tested().asking(null)).withMessage("context");
    }
}
