package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.DnsMessages.prefixed;
import static org.hedgerow.behaviour.DnsMessages.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hedgerow.Call;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What a DNS server does with a connection. */
class DnsStreamServingTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualLane lane = new ManualLane();
    private final HeldResolver resolver = new HeldResolver(lane);
    private final ServingTotals totals = new ServingTotals();
    private final ScriptedConnection connection = connect(ServingOptions.defaults());

    DnsStreamServingTest() {
        GivenBack.after(resolver);
    }

    private ScriptedConnection connect(ServingOptions options) {
        return GivenBack.accepted(lane, DnsFormat.standard(), resolver, options.withTimeout(TIMEOUT), totals);
    }

    @Test
    void queriesAreWorkedOnAtOnceAndRepliedToAsTheyAreKnown() {
        connection.receive(stream("a.edu", "b.edu", "c.edu"));
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu");
        resolver.answer(2, found("c.edu", "3.3.3.3"));
        resolver.answer(0, NotFound.NAME);
        assertThat(replies(connection))
                .extracting(reply -> reply.getHeader().getID())
                .containsExactly(2, 0);
    }

    @Test
    void queriesMayComeOctetByOctetAndSeveralAtOnce() {
        byte[] stream = stream("a.edu", "b.edu");
        for (byte octet : stream) {
            connection.receive(new byte[] {octet});
        }
        connection.receive(stream("c.edu", "d.edu"));
        byte[] twoAndAHalf = stream("e.edu", "f.edu");
        connection.receive(Arrays.copyOf(twoAndAHalf, 40));
        connection.receive(Arrays.copyOfRange(twoAndAHalf, 40, twoAndAHalf.length));
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu", "d.edu", "e.edu", "f.edu");
    }

    @Test
    void atTheLimitTheRestIsKeptAndNothingMoreIsRead() {
        ScriptedConnection each = connect(ServingOptions.defaults().withMaxInFlight(2));
        each.receive(stream("a.edu", "b.edu", "c.edu", "d.edu"));
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu");
        assertThat(each.isReading()).isFalse();
        resolver.answer(1, NotFound.NAME);
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu");
        resolver.answer(0, NotFound.NAME);
        assertThat(resolver.asked()).hasSize(4);
        assertThat(each.isReading()).isFalse();
        resolver.answer(3, NotFound.NAME);
        assertThat(each.isReading()).isTrue();
        assertThat(replies(each)).hasSize(3);
    }

    @Test
    void whatIsKeptAtTheLimitDoesNotTireItsPatience() {
        ScriptedConnection each = connect(ServingOptions.defaults().withMaxInFlight(1));
        each.receive(stream("a.edu", "b.edu"));
        lane.advance(TIMEOUT.minus(NANO));
        assertThat(each.isClosed() || each.isClosing()).isFalse();
        lane.advance(NANO);
        assertThat(replies(each)).extracting(Message::getRcode).containsExactly(Rcode.SERVFAIL);
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu");
        lane.advance(TIMEOUT);
        assertThat(replies(each)).hasSize(2);
        assertThat(each.isClosed() || each.isClosing()).isFalse();
    }

    @Test
    void aClientThatHasEndedIsAnsweredAndThenClosed() {
        connection.receive(stream("a.edu", "b.edu"));
        connection.end();
        assertThat(connection.isClosing()).isFalse();
        resolver.answer(1, NotFound.NAME);
        assertThat(connection.isClosing()).isFalse();
        resolver.answer(0, NotFound.NAME);
        assertThat(replies(connection)).hasSize(2);
        assertThat(connection.isClosing()).isTrue();
    }

    @Test
    void aClientThatHasEndedAtTheLimitIsAnsweredInFull() {
        ScriptedConnection each = connect(ServingOptions.defaults().withMaxInFlight(1));
        each.receive(stream("a.edu", "b.edu"));
        each.end();
        resolver.answer(0, NotFound.NAME);
        assertThat(resolver.asked()).hasSize(2);
        assertThat(each.isClosing()).isFalse();
        resolver.answer(1, NotFound.NAME);
        assertThat(replies(each)).hasSize(2);
        assertThat(each.isClosing()).isTrue();
    }

    @Test
    void aClientThatHasNothingToSayIsClosedWhenItEnds() {
        connection.receive(new byte[] {0});
        connection.end();
        assertThat(connection.isClosing() || connection.isClosed()).isTrue();
        assertThat(lane.timers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void aClientThatTakesTooLongToSayItIsCut(int octets) {
        byte[] stream = stream("a.edu");
        for (int i = 0; i < octets; i++) {
            connection.receive(new byte[] {stream[i]});
            lane.advance(Duration.ofMillis(100));
        }
        lane.advance(TIMEOUT.minus(Duration.ofMillis(100 * octets)).minus(NANO));
        assertThat(connection.isShed()).isFalse();
        lane.advance(NANO);
        assertThat(connection.isShed()).isTrue();
        assertThat(totals.snapshot().invalid()).isEqualTo(1);
        assertThat(lane.timers()).isZero();
    }

    @Test
    void eachQueryHasATimeOfItsOwn() {
        byte[] stream = stream("a.edu", "b.edu", "c.edu");
        for (byte octet : stream) {
            connection.receive(new byte[] {octet});
            lane.advance(Duration.ofMillis(100));
        }
        assertThat(connection.isShed()).isFalse();
        assertThat(resolver.asked()).hasSize(3);
    }

    @Test
    void aClientThatIsSilentBetweenQueriesIsNotCut() {
        connection.receive(stream("a.edu"));
        resolver.answer(0, NotFound.NAME);
        lane.advance(Duration.ofHours(1));
        assertThat(connection.isClosed() || connection.isClosing()).isFalse();
        assertThat(lane.timers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0", "\0\5hello", "GET / HTTP/1.1\r\n"})
    void whatIsNoMessageEndsTheConnectionOnceAllIsAnswered(String scrap) {
        connection.receive(stream("a.edu"));
        byte[] octets = scrap.getBytes(StandardCharsets.ISO_8859_1);
        boolean complete = octets.length >= 2 + ((octets[0] & 0xFF) << 8 | (octets[1] & 0xFF));
        connection.receive(octets);
        connection.receive(stream("b.edu"));
        assertThat(resolver.asked()).containsExactly("a.edu");
        resolver.answer(0, NotFound.NAME);
        assertThat(replies(connection)).hasSize(1);
        if (!complete) {
            lane.advance(TIMEOUT); // it may still become one
        }
        assertThat(connection.isShed()).isTrue();
    }

    @Test
    void aResponseEndsTheConnection() {
        Message response = query(1, "a.edu", Type.A);
        response.getHeader().setFlag(Flags.QR);
        connection.receive(prefixed(response.toWire()));
        assertThat(connection.isShed()).isTrue();
    }

    @Test
    void rejectedQueriesAreRepliedToAndTheConnectionGoesOn() {
        Message update = query(1, "a.edu", Type.A);
        update.getHeader().setOpcode(5);
        connection.receive(prefixed(update.toWire()));
        connection.receive(stream("a.edu"));
        assertThat(replies(connection)).extracting(Message::getRcode).containsExactly(Rcode.NOTIMP);
        assertThat(resolver.asked()).hasSize(1);
    }

    @Test
    void repliesOfMoreThanADatagramAreSentWhole() {
        connection.receive(stream("a.edu"));
        resolver.answer(0, text(60_000));
        Message reply = replies(connection).get(0);
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.numBytes()).isGreaterThan(60_000);
    }

    @Test
    void whatNoMessageCanHoldIsNotSentInPart() {
        connection.receive(stream("a.edu", "b.edu"));
        resolver.answer(0, text(65_500));
        resolver.answer(1, NotFound.NAME);
        List<Message> replies = replies(connection);
        assertThat(replies.get(0).getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(replies.get(0).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(replies.get(1).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    /** Once, all queries of a chunk were answered at once, however long the answers: a chunk made a hundred megabytes. */
    @Test
    void aClientThatDoesNotReadIsNotAnsweredWithoutEnd() {
        Found answer = text(50_000);
        ScriptedConnection each = GivenBack.accepted(
                lane, DnsFormat.standard(), (question, call) -> call.answer(answer), ServingOptions.defaults(), totals);
        each.peerReads(false);
        String[] names = Collections.nCopies(100, "a.edu").toArray(String[]::new);
        each.receive(stream(names));
        lane.run(() -> assertThat(each.pendingOutput()).isLessThan(400_000));
        assertThat(each.isReading()).isFalse();
        each.peerReads(true);
        assertThat(replies(each)).hasSize(100);
        assertThat(each.isReading()).isTrue();
    }

    /** Once, what had been kept of the input was worked on when letting go of one question had answered another. */
    @Test
    void aClientThatIsGoneHasNothingMoreResolved() {
        ArrayDeque<Call> queue = new ArrayDeque<>();
        List<String> asked = new ArrayList<>();
        Resolver oneByOne = (question, call) -> {
            asked.add(question.name().toString());
            queue.add(call);
            call.onDone(() -> {
                queue.remove(call);
                Call next = queue.poll();
                if (next != null) {
                    next.answer(NotFound.NAME);
                }
            });
        };
        ScriptedConnection each = GivenBack.accepted(
                lane, DnsFormat.standard(), oneByOne, ServingOptions.defaults().withMaxInFlight(2), totals);
        each.receive(stream("a.edu", "b.edu", "c.edu", "d.edu"));
        each.drop(new IOException("reset"));
        assertThat(asked).containsExactly("a.edu", "b.edu");
        assertThat(lane.timers()).isZero();
    }

    /** Once, one release that threw kept the others from being called off. */
    @Test
    void aReleaseThatThrowsCostsTheOthersNothing() {
        List<String> released = new ArrayList<>();
        ScriptedConnection each = GivenBack.accepted(
                lane,
                DnsFormat.standard(),
                (question, call) -> call.onDone(() -> {
                    released.add(question.name().toString());
                    throw new IllegalStateException("on purpose");
                }),
                ServingOptions.defaults(),
                totals);
        each.receive(stream("a.edu", "b.edu", "c.edu"));
        each.drop(new IOException("reset"));
        assertThat(released).containsExactly("a.edu", "b.edu", "c.edu");
    }

    @Test
    void aClientThatIsGoneLetsGoOfItsQuestions() {
        connection.receive(stream("a.edu", "b.edu"));
        connection.receive(new byte[] {0});
        connection.drop(new IOException("reset"));
        assertThat(resolver.released()).isEqualTo(2);
        assertThat(lane.timers()).isZero();
    }

    private static byte[] stream(String... names) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < names.length; i++) {
            stream.writeBytes(prefixed(query(i, names[i], Type.A).toWire()));
        }
        return stream.toByteArray();
    }

    private static Found text(int octets) {
        List<ResourceRecord> records = new ArrayList<>();
        for (int left = octets; left > 0; left -= 256) {
            Octets string = Octets.of("x".repeat(Math.min(left, 255)));
            records.add(ResourceRecord.of(
                    DomainName.of("a.edu"), RecordType.TXT, new RecordData.Txt(Collections.singletonList(string))));
        }
        return Found.of(records);
    }

    /** All that was sent so far. */
    private static List<Message> replies(ScriptedConnection connection) {
        byte[] sent = connection.sentBytes();
        List<Message> replies = new ArrayList<>();
        for (int at = 0; at < sent.length; ) {
            int length = (sent[at] & 0xFF) << 8 | (sent[at + 1] & 0xFF);
            replies.add(DnsMessages.parse(Arrays.copyOfRange(sent, at + 2, at + 2 + length)));
            at += 2 + length;
        }
        return replies;
    }
}
