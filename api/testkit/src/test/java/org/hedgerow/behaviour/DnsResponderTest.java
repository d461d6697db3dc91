package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.DnsMessages.extendedError;
import static org.hedgerow.behaviour.DnsMessages.prefixed;
import static org.hedgerow.behaviour.DnsMessages.query;
import static org.hedgerow.behaviour.DnsMessages.question;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.dns.DnsResponder;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.testkit.ScriptedPort;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What is replied to queries that come by a carrier of somebody's own, as HTTPS or QUIC. */
class DnsResponderTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final ServingOptions OPTIONS = ServingOptions.defaults().withTimeout(TIMEOUT);
    private static final byte[] QUERY = query(0, "a.edu", Type.A).toWire();

    private final ManualLane lane = new ManualLane();
    private final HeldResolver resolver = new HeldResolver(lane);
    private final ServingTotals totals = new ServingTotals();
    private final DnsResponder responder = GivenBack.responder(lane, DnsFormat.standard(), resolver, OPTIONS, totals);
    private final Replies replies = new Replies();

    DnsResponderTest() {
        GivenBack.after(resolver);
    }

    /** What a carrier was told. */
    private static class Replies implements DnsResponder.ReplyTo {
        final List<byte[]> messages = new ArrayList<>();
        int noQueries;

        @Override
        public void reply(byte[] message) {
            messages.add(message);
        }

        @Override
        public void noQuery() {
            noQueries++;
        }

        Message only() {
            assertThat(messages).hasSize(1);
            return DnsMessages.parse(messages.get(0));
        }
    }

    private Cancellable respond(byte[] message) {
        return respond(responder, message, replies);
    }

    private Cancellable respond(DnsResponder to, byte[] message, DnsResponder.ReplyTo replyTo) {
        AtomicReference<Cancellable> handle = new AtomicReference<>();
        lane.run(() -> handle.set(to.respond(message, 0, message.length, replyTo)));
        return handle.get();
    }

    @Test
    void aQueryIsResolvedAndRepliedTo() {
        respond(query(4711, "wWw.a.edu", Type.A, 1232).toWire());
        assertThat(resolver.asked()).containsExactly("wWw.a.edu");
        assertThat(replies.messages).isEmpty();
        resolver.answer(0, found("www.A.edu", "1.2.3.4"));
        Message reply = replies.only();
        assertThat(reply.getHeader().getID()).isEqualTo(4711);
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getQuestion().getName()).hasToString("wWw.a.edu.");
        assertThat(DnsMessages.texts(reply, Section.ANSWER)).containsExactly("www.A.edu. 300 IN A 1.2.3.4");
        assertThat(totals.snapshot().found()).isEqualTo(1);
        assertThat(lane.timers()).isLessThanOrEqualTo(1);
    }

    @Test
    void theQueryMayLieAnywhereAndIsNotChanged() {
        byte[] around = new byte[QUERY.length + 10];
        Arrays.fill(around, (byte) 0xFF);
        System.arraycopy(QUERY, 0, around, 7, QUERY.length);
        byte[] before = around.clone();
        lane.run(() -> responder.respond(around, 7, 7 + QUERY.length, replies));
        assertThat(around).isEqualTo(before);
        Arrays.fill(around, (byte) 0);
        resolver.answer(0, NotFound.NAME);
        assertThat(replies.only().getQuestion().getName()).hasToString("a.edu.");
    }

    static List<Arguments> oddQueries() {
        Message update = query(2, "a.edu", Type.A, 1232);
        update.getHeader().setOpcode(5);
        Message twoQuestions = query(3, "a.edu", Type.A);
        twoQuestions.addRecord(twoQuestions.getQuestion(), Section.QUESTION);
        byte[] cut = Arrays.copyOf(query(4, "a.edu", Type.A).toWire(), 20);
        Message badVersion = query(5, "a.edu", Type.A);
        badVersion.addRecord(new OPTRecord(1232, 0, 7), Section.ADDITIONAL);
        Message checking = query(6, "found.edu", Type.A, 4096);
        checking.getHeader().setFlag(Flags.CD);
        return List.of(
                Arguments.of("NOTIMP by opcode", update.toWire()),
                Arguments.of("FORMERR by count", twoQuestions.toWire()),
                Arguments.of("FORMERR by length", cut),
                Arguments.of("BADVERS", badVersion.toWire()),
                Arguments.of("CD", checking.toWire()),
                Arguments.of(
                        "NOTIMP by type", query(7, "a.edu", Type.AXFR, 1232).toWire()),
                Arguments.of(
                        "REFUSED by class",
                        question(8, "a.edu", Type.A, DClass.CH).toWire()),
                Arguments.of("found", query(9, "found.edu", Type.A).toWire()),
                Arguments.of("missing", query(10, "missing.edu", Type.MX, 1232).toWire()),
                Arguments.of(
                        "elsewhere", query(11, "elsewhere.edu", Type.A, 1232).toWire()),
                Arguments.of("failed", query(12, "failed.edu", Type.A, 1232).toWire()),
                Arguments.of("throws", query(13, "throws.edu", Type.A, 1232).toWire()),
                Arguments.of("error", query(14, "error.edu", Type.A, 1232).toWire()),
                Arguments.of("called off", query(15, "off.edu", Type.A, 1232).toWire()),
                Arguments.of("timeout", query(16, "late.edu", Type.A, 1232).toWire()));
    }

    private static final Resolver BY_NAME = (question, call) -> {
        switch (question.name().toString()) {
            case "found.edu" -> call.answer(found("found.edu", "1.2.3.4"));
            case "missing.edu" -> call.answer(NotFound.NAME);
            case "elsewhere.edu" -> call.answer(Elsewhere.unknown());
            case "failed.edu" -> call.answer(failed(Failed.Reason.UNREACHABLE));
            case "throws.edu" -> throw new IllegalStateException("on purpose");
            case "error.edu" -> throw new StackOverflowError("on purpose");
            case "off.edu" -> call.cancel();
            default -> call.onDone(() -> {});
        }
    };

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddQueries")
    void repliesAreThoseOfStreamsAndDatagrams(String kind, byte[] query) {
        DnsResponder each = GivenBack.responder(lane, DnsFormat.standard(), BY_NAME, OPTIONS, totals);
        ScriptedConnection connection = GivenBack.accepted(lane, DnsFormat.standard(), BY_NAME, OPTIONS, totals);
        ScriptedPort port = GivenBack.bound(lane, DnsFormat.standard(), BY_NAME, OPTIONS, totals);
        respond(each, query, replies);
        connection.receive(prefixed(query));
        port.receive(query, DnsDatagramClient.HOST);
        lane.advance(TIMEOUT);
        assertThat(replies.messages).hasSize(1);
        assertThat(prefixed(replies.messages.get(0))).as(kind).isEqualTo(connection.sentBytes());
        assertThat(port.sent()).as(kind).hasSize(1);
        assertThat(replies.messages.get(0)).as(kind).isEqualTo(port.sent().get(0));
        assertThat(replies.only().getHeader().getFlag(Flags.QR)).isTrue();
    }

    static List<byte[]> noQueries() {
        Message response = query(1, "a.edu", Type.A);
        response.getHeader().setFlag(Flags.QR);
        return List.of(new byte[0], new byte[11], response.toWire());
    }

    @ParameterizedTest
    @MethodSource("noQueries")
    void whatIsNoQueryIsNotRepliedTo(byte[] message) {
        Cancellable handle = respond(message);
        assertThat(replies.noQueries).isEqualTo(1);
        lane.run(handle::cancel);
        lane.advance(TIMEOUT);
        assertThat(replies.messages).isEmpty();
        assertThat(totals.snapshot().invalid()).isEqualTo(1);
        assertThat(resolver.asked()).isEmpty();
    }

    @Test
    void questionsPastTheLimitFailAtOnceAsThoseOfDatagramsDo() {
        ServingOptions one = OPTIONS.withMaxDatagrams(1);
        assertOverloaded(one);
    }

    @Test
    void questionsPastTheMemoryFailAtOnceAsThoseOfDatagramsDo() {
        assertOverloaded(OPTIONS.withMemory(InFlightMemory.ofBytes(1)));
    }

    private void assertOverloaded(ServingOptions options) {
        DnsResponder each = GivenBack.responder(lane, DnsFormat.standard(), resolver, options, totals);
        ScriptedPort port = GivenBack.bound(lane, DnsFormat.standard(), resolver, options, new ServingTotals());
        byte[] query = query(1, "a.edu", Type.A, 1232).toWire();
        for (int i = 0; i < 2; i++) {
            respond(each, query, replies);
            port.receive(query, DnsDatagramClient.HOST);
        }
        assertThat(replies.messages).hasSize(1);
        assertThat(replies.messages.get(0)).isEqualTo(port.sent().get(0));
        assertThat(replies.only().getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(extendedError(replies.only())).isNotNegative();
        assertThat(totals.snapshot().overloaded()).isEqualTo(1);
        lane.run(() -> assertThat(each.inFlight()).isEqualTo(1));
    }

    @Test
    void repliesOfMoreThanADatagramAreWholeUnlessNoMessageCanHoldThem() {
        respond(QUERY);
        resolver.answer(0, text(60_000));
        assertThat(replies.only().getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(replies.messages.get(0)).hasSizeGreaterThan(60_000);
        replies.messages.clear();
        respond(QUERY);
        resolver.answer(1, text(65_500));
        assertThat(replies.only().getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    private static Found text(int bytes) {
        List<ResourceRecord> records = new ArrayList<>();
        for (int left = bytes; left > 0; left -= 256) {
            Octets string = Octets.of("x".repeat(Math.min(left, 255)));
            records.add(ResourceRecord.of(
                    DomainName.of("a.edu"), RecordType.TXT, new RecordData.Txt(Collections.singletonList(string))));
        }
        return Found.of(records);
    }

    @Test
    void whatIsCancelledIsCalledOffAndNotRepliedTo() {
        Cancellable first = respond(QUERY);
        respond(query(2, "b.edu", Type.A).toWire());
        lane.run(first::cancel);
        lane.run(first::cancel);
        assertThat(resolver.released()).isEqualTo(1);
        lane.run(() -> assertThat(responder.inFlight()).isEqualTo(1));
        resolver.answer(0, NotFound.NAME);
        assertThat(replies.messages).isEmpty();
        resolver.answer(1, NotFound.NAME);
        assertThat(replies.only().getHeader().getID()).isEqualTo(2);
        lane.advance(TIMEOUT);
        assertThat(replies.messages).hasSize(1);
    }

    @Test
    void whatHasBeenRepliedToCannotBeCancelled() {
        Cancellable handle = respond(QUERY);
        resolver.answer(0, NotFound.NAME);
        lane.run(handle::cancel);
        lane.run(() -> assertThat(responder.inFlight()).isZero());
        respond(QUERY);
        lane.run(() -> assertThat(responder.inFlight()).isEqualTo(1));
    }

    @Test
    void closingGivesEverythingBackAndNothingIsRepliedTo() {
        InFlightMemory memory = InFlightMemory.ofBytes(1 << 20);
        DnsResponder each =
                GivenBack.responder(lane, DnsFormat.standard(), resolver, OPTIONS.withMemory(memory), totals);
        Cancellable handle = respond(each, QUERY, replies);
        respond(each, QUERY, replies);
        assertThat(memory.held()).isPositive();
        lane.run(each::close);
        assertThat(resolver.released()).isEqualTo(2);
        assertThat(memory.held()).isZero();
        assertThat(lane.timers()).isZero();
        lane.run(handle::cancel);
        lane.run(each::close);
        resolver.answer(0, NotFound.NAME);
        lane.advance(TIMEOUT);
        assertThat(replies.messages).isEmpty();
        assertThat(memory.held()).isZero();
        lane.run(() -> {
            assertThat(each.inFlight()).isZero();
            assertThatIllegalStateException().isThrownBy(() -> each.respond(QUERY, 0, QUERY.length, replies));
        });
    }

    @Test
    void aCarrierThatThrowsOnAReplyCostsNobodyElseAnything() {
        List<String> told = new ArrayList<>();
        DnsResponder.ReplyTo throwing = new Replies() {
            @Override
            public void reply(byte[] message) {
                told.add("reply");
                throw new StackOverflowError("on purpose");
            }

            @Override
            public void noQuery() {
                told.add("no query");
                throw new IllegalStateException("on purpose");
            }
        };
        respond(responder, QUERY, throwing);
        resolver.answer(0, NotFound.NAME);
        respond(responder, new byte[1], throwing);
        respond(responder, query(1, "a.edu", Type.AXFR).toWire(), throwing);
        assertThat(told).containsExactly("reply", "no query", "reply");
        respond(QUERY);
        resolver.answer(1, NotFound.NAME);
        assertThat(replies.only().getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void aCarrierMayHandInTheNextQueryOnAReply() {
        DnsResponder.ReplyTo again = new Replies() {
            @Override
            public void reply(byte[] message) {
                responder.respond(QUERY, 0, QUERY.length, replies);
                replies.reply(message);
            }
        };
        respond(responder, query(1, "b.edu", Type.AXFR).toWire(), again);
        respond(responder, query(2, "c.edu", Type.A).toWire(), again);
        resolver.answer(1, NotFound.NAME);
        resolver.answer(0, NotFound.NAME);
        resolver.answer(2, NotFound.NAME);
        assertThat(resolver.asked()).containsExactly("a.edu", "c.edu", "a.edu");
        assertThat(replies.messages)
                .extracting(each -> DnsMessages.parse(each).getHeader().getID())
                .containsExactly(1, 2, 0, 0);
        assertThat(DnsMessages.parse(replies.messages.get(1)).getQuestion().getName())
                .hasToString("c.edu.");
    }

    @Test
    void outsideItsLaneNothingIsDone() {
        ServingContext context = ServingContext.of(resolver);
        assertThatIllegalStateException().isThrownBy(() -> DnsResponder.of(DnsFormat.standard(), context, lane));
        assertThatIllegalStateException().isThrownBy(() -> responder.respond(QUERY, 0, QUERY.length, replies));
        assertThatIllegalStateException().isThrownBy(responder::inFlight);
        assertThatIllegalStateException().isThrownBy(responder::close);
        assertThat(resolver.asked()).isEmpty();
    }

    @Test
    void nullsAndOtherRangesAreRefused() {
        ServingContext context = ServingContext.of(resolver);
        DnsFormat format = DnsFormat.standard();
        assertThatNullPointerException()
                .isThrownBy(() -> DnsResponder.of(null, context, lane))
                .withMessage("format");
        assertThatNullPointerException()
                .isThrownBy(() -> DnsResponder.of(format, null, lane))
                .withMessage("context");
        assertThatNullPointerException()
                .isThrownBy(() -> DnsResponder.of(format, context, null))
                .withMessage("lane");
        lane.run(() -> {
            assertThatNullPointerException()
                    .isThrownBy(() -> responder.respond(null, 0, 0, replies))
                    .withMessage("message");
            assertThatNullPointerException()
                    .isThrownBy(() -> responder.respond(QUERY, 0, QUERY.length, null))
                    .withMessage("replyTo");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> responder.respond(QUERY, 0, QUERY.length + 1, replies));
        });
    }
}
