package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.DnsMessages.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What the questions in flight of all connections and ports may hold together. */
class ServingMemoryTest {
    private static final String NAMES = "a0.edu\na1.edu\na2.edu\na3.edu\na4.edu\na5.edu\n";

    private final InFlightMemory memory = InFlightMemory.ofBytes(3L * InFlightMemory.ofQuestion(6));
    private final ServingOptions options = ServingOptions.defaults().withMemory(memory);
    private final LineClient client = new LineClient(LineFormat.standard(), options);

    @Test
    void whenAllIsHeldTheRestIsKeptAndReadingStops() {
        client.send(NAMES);
        assertThat(client.resolver.asked()).containsExactly("a0.edu", "a1.edu", "a2.edu", "a3.edu");
        assertThat(client.connection.isReading()).isFalse();
    }

    @Test
    void roomLetsTheRestInAndThenReads() {
        client.send(NAMES).find(0).find(1);
        assertThat(client.resolver.asked()).hasSize(6);
        assertThat(client.connection.isReading()).isFalse();
        client.find(2).find(3);
        assertThat(client.connection.isReading()).isTrue();
        client.find(4).find(5);
        assertThat(client.received()).hasLineCount(6);
        assertThat(memory.held()).isZero();
    }

    /** So that nobody waits for others who hold everything. */
    @Test
    void whenAllIsHeldEveryConnectionHasOneQuestionInFlight() {
        client.send(NAMES);
        ScriptedConnection other =
                GivenBack.accepted(client.lane, LineFormat.standard(), client.resolver, options, client.totals);
        other.receive("b0.edu\nb1.edu\n");
        assertThat(client.resolver.asked()).hasSize(5).endsWith("b0.edu");
        assertThat(other.isReading()).isFalse();
        client.find(4);
        assertThat(other.takeSent()).isEqualTo("b0.edu 10.0.0.4 A IN\n");
        assertThat(client.resolver.asked()).hasSize(6).endsWith("b1.edu");
        assertThat(other.isReading()).isFalse();
        client.find(5);
        assertThat(other.isReading()).isTrue();
    }

    @Test
    void aConnectionThatIsLostGivesAllBack() {
        client.send(NAMES);
        assertThat(memory.held()).isPositive();
        client.connection.drop(new IOException("reset"));
        assertThat(memory.held()).isZero();
    }

    @Test
    void aQuestionThatIsAnsweredAtOnceHoldsNothing() {
        LineClient atOnce = new LineClient(LineFormat.standard(), options, Answers::atOnce);
        atOnce.send(NAMES);
        assertThat(atOnce.received()).hasLineCount(6);
        assertThat(memory.held()).isZero();
    }

    @Test
    void invalidNamesThatWaitForTheirTurnAreCounted() {
        client.send("a.edu\n" + ("x".repeat(3000) + "\n").repeat(5));
        assertThat(client.totals.snapshot().invalid()).isLessThan(3);
        assertThat(client.connection.isReading()).isFalse();
    }

    @Test
    void aTableServersQuestionsAreCountedToo() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), options);
        silent.send(NAMES);
        assertThat(silent.resolver.asked()).hasSize(4);
        silent.find(3).find(2);
        assertThat(silent.resolver.asked()).hasSize(6);
        silent.find(0).find(1).find(4).find(5);
        assertThat(memory.held()).isZero();
    }

    @Test
    void inputThatWaitsAndOutputThatIsNotReadAreHeld() {
        InFlightMemory large = InFlightMemory.ofBytes(1_000_000);
        LineClient one =
                new LineClient(LineFormat.standard(), options.withMaxInFlight(1).withMemory(large));
        one.send("a.edu\n" + "bb.edu\n".repeat(10_000));
        assertThat(large.held()).isGreaterThan(60_000);
        one.connection.drop(new IOException("reset"));
        assertThat(large.held()).isZero();

        LineClient deaf = new LineClient(LineFormat.standard(), options.withMemory(large), Answers::atOnce);
        deaf.connection.peerReads(false);
        deaf.send("a.edu\n".repeat(10_000));
        assertThat(large.held()).isGreaterThan(100_000);
        deaf.connection.peerReads(true);
        deaf.lane.runAll();
        assertThat(large.held()).isZero();
    }

    @Test
    void aDeafClientIsNotServedOnWhileAllIsHeld() {
        client.send(NAMES);
        ScriptedConnection deaf =
                GivenBack.accepted(client.lane, LineFormat.standard(), Answers::atOnce, options, client.totals);
        deaf.peerReads(false);
        deaf.receive("a.edu\nb.edu\nc.edu\n");
        assertThat(deaf.isReading()).isFalse();
        deaf.peerReads(true);
        client.lane.runAll();
        assertThat(deaf.takeSent()).hasLineCount(3);
        assertThat(deaf.isReading()).isTrue();
    }

    @Test
    void inputIsTakenInSmallPortionsWhileAllIsHeld() {
        for (ConnectionHandler handler : List.of(
                LineFormat.standard()
                        .serving(ServingContext.of(client.resolver).withOptions(options))
                        .newHandler(),
                DnsFormat.standard()
                        .serving(ServingContext.of(client.resolver).withOptions(options))
                        .newHandler())) {
            ScriptedConnection.accepted(client.lane, () -> handler);
            assertThat(handler.mostInput()).isEqualTo(Integer.MAX_VALUE);
            client.send(NAMES);
            assertThat(handler.mostInput()).isEqualTo(InFlightMemory.SMALL_INPUT);
            client.await(LineClient.TIMEOUT).await(LineClient.TIMEOUT);
            assertThat(handler.mostInput()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void dnsOverAConnectionIsBoundedAsWell() {
        ScriptedConnection connection =
                GivenBack.accepted(client.lane, DnsFormat.standard(), client.resolver, options, client.totals);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        IntStream.range(0, 6)
                .forEach(i -> stream.writeBytes(
                        DnsMessages.prefixed(query(i, "a" + i + ".edu", Type.A).toWire())));
        connection.receive(stream.toByteArray());
        assertThat(client.resolver.asked()).hasSize(3);
        assertThat(connection.isReading()).isFalse();
        client.find(2).find(1);
        assertThat(client.resolver.asked()).hasSize(5);
        client.lane.advance(LineClient.TIMEOUT);
        assertThat(client.resolver.asked()).hasSize(6);
        assertThat(connection.isReading()).isTrue();
        client.lane.advance(LineClient.TIMEOUT);
        assertThat(memory.held()).isZero();
    }

    @Test
    void datagramsAreOverloadedAtOnceWhileAllIsHeld() {
        DnsDatagramClient clients = new DnsDatagramClient(DnsFormat.standard(), options);
        for (int i = 0; i < 6; i++) {
            clients.send(query(i, "a" + i + ".edu", Type.A));
        }
        int asked = clients.resolver.asked().size();
        assertThat(asked).isBetween(3, 4);
        assertThat(clients.replies())
                .hasSize(6 - asked)
                .allSatisfy(reply -> assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL));
        assertThat(clients.totals.snapshot().overloaded()).isEqualTo(6 - asked);
        clients.resolver.answer(0, Answers.found("a0.edu", "10.0.0.1"));
        clients.resolver.answer(1, Answers.found("a1.edu", "10.0.0.1"));
        clients.send(query(7, "b.edu", Type.A));
        assertThat(clients.resolver.asked()).endsWith("b.edu");
        clients.lane.advance(DnsDatagramClient.TIMEOUT);
        assertThat(memory.held()).isZero();
    }

    @Test
    void lanesShareIt() {
        client.send(NAMES);
        LineClient elsewhere = new LineClient(LineFormat.standard(), options);
        elsewhere.send(NAMES);
        assertThat(elsewhere.resolver.asked()).containsExactly("a0.edu");
        client.connection.drop(new IOException("reset"));
        elsewhere.find(0);
        assertThat(elsewhere.resolver.asked()).hasSize(5);
    }
}
