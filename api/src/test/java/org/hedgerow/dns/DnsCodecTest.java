package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The codec against dnsjava's messages. */
class DnsCodecTest {
    private static final int ID = 4711;
    private static final Question A = Question.of("www.example");
    private static final Question SIGNED = A.withDnssecOk(true);
    private static final String SIGNATURE = " 13 2 300 20260201000000 20260101000000 1 example. AAAA";
    private static final String ADDRESS = "www.example. 300 A 192.0.2.1";
    private static final String SIGNED_ADDRESS = "www.example. 300 RRSIG A" + SIGNATURE;
    private static final String SOA = "example. 300 SOA ns.example. mail.example. 1 2 3 4 60";

    private final DnsCodec codec = DnsCodec.of(DnsFormat.standard());

    @Test
    void aQueryIsWhatDnsjavaReads() throws IOException {
        Message query = new Message(codec.query(ID, A));
        assertThat(query.getHeader().getID()).isEqualTo(ID);
        assertThat(query.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(query.getHeader().getFlag(Flags.CD)).isFalse();
        assertThat(query.getQuestion().getName()).isEqualTo(name("www.example."));
        assertThat(query.getQuestion().getType()).isEqualTo(Type.A);
        assertThat(query.getOPT().getPayloadSize()).isEqualTo(1232);
        assertThat(query.getOPT().getFlags()).isZero();
    }

    @Test
    void aQueryHasWhatElseIsWanted() throws IOException {
        Message query = new Message(codec.query(
                0, SIGNED.withCheckingDisabled(true).withRecursionDesired(false).withType(RecordType.of(43))));
        assertThat(query.getHeader().getID()).isZero();
        assertThat(query.getHeader().getFlag(Flags.RD)).isFalse();
        assertThat(query.getHeader().getFlag(Flags.CD)).isTrue();
        assertThat(query.getQuestion().getType()).isEqualTo(Type.DS);
        assertThat(query.getOPT().getFlags()).isEqualTo(0x8000);
    }

    @Test
    void anIdHasSixteenBits() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.query(65_536, A));
        assertThatIllegalArgumentException().isThrownBy(() -> codec.answer(-1, A, new byte[12]));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullsAreRefusedByName() {
        assertThatNullPointerException().isThrownBy(() -> DnsCodec.of(null)).withMessage("format");
        assertThatNullPointerException().isThrownBy(() -> codec.query(1, null)).withMessage("question");
        assertThatNullPointerException()
                .isThrownBy(() -> codec.answer(1, null, new byte[12]))
                .withMessage("question");
        assertThatNullPointerException()
                .isThrownBy(() -> codec.answer(1, A, null))
                .withMessage("reply");
    }

    @Test
    void theReplyIsNotChanged() throws IOException {
        Message reply = reply(Question.of("WWW.Example"));
        reply.addRecord(record(ADDRESS), Section.ANSWER);
        byte[] bytes = reply.toWire();
        byte[] before = bytes.clone();
        assertThat(codec.answer(ID, A, bytes))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.first()).hasToString("www.example 192.0.2.1 A IN"));
        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void whatIsNoReplyToTheQuestionIsNoAnswer() throws IOException {
        Message reply = reply(A);
        reply.addRecord(record(ADDRESS), Section.ANSWER);
        byte[] bytes = reply.toWire();
        assertBad(codec.answer(ID + 1, A, bytes));
        assertBad(codec.answer(ID, Question.of("www.example.org"), bytes));
        assertBad(codec.answer(ID, A.withType(RecordType.AAAA), bytes));
        assertBad(codec.answer(ID, A, codec.query(ID, A)));
        assertBad(codec.answer(ID, A, new byte[0]));
        assertBad(codec.answer(ID, A, new byte[11]));
        reply.getHeader().setFlag(Flags.TC);
        assertBad(codec.answer(ID, A, reply.toWire()));
    }

    private static void assertBad(Answer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.BAD_REPLY));
    }

    @Test
    void aHeaderAloneMaySayThatTheServerFailed() {
        byte[] header = {ID >> 8, (byte) (ID & 0xFF), (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(codec.answer(ID, A, header))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.SERVER_FAILURE));
    }

    @Test
    void whatIsFoundMayComeWithAReason() throws IOException {
        Message reply = reply(A);
        reply.addRecord(record(ADDRESS), Section.ANSWER);
        reply.addRecord(record(SOA), Section.AUTHORITY);
        reply.addRecord(new OPTRecord(1232, 0, 0, 0, new ExtendedErrorCodeOption(3, "stale")), Section.ADDITIONAL);
        for (Question each : List.of(A, SIGNED)) {
            assertThat(codec.answer(ID, each, reply.toWire()))
                    .isInstanceOfSatisfying(
                            Found.class,
                            found -> assertThat(found.extendedError()).isEqualTo(ExtendedError.of(3, "stale")));
        }
    }

    @Test
    void signaturesAreReadWhereTheyAreAskedFor() throws IOException {
        Message reply = reply(A);
        add(reply, Section.ANSWER, ADDRESS, SIGNED_ADDRESS, "other.example. 300 RRSIG A" + SIGNATURE);
        add(reply, Section.AUTHORITY, "example. 300 NSEC www.example. A NS SOA");
        Found plain = (Found) codec.answer(ID, A, reply.toWire());
        assertThat(types(plain.records())).containsExactly("A");
        assertThat(plain.authority()).isEmpty();
        Found signed = (Found) codec.answer(ID, SIGNED, reply.toWire());
        assertThat(types(signed.records())).containsExactly("A", "RRSIG");
        assertThat(types(signed.authority())).containsExactly("NSEC");
    }

    /** Before its alias, because validators take an alias that comes before it for one without a signature. */
    @Test
    void aDnameRecordStaysBeforeTheAliasThatWasMadeOfIt() throws IOException {
        Message reply = reply(Question.of("www.old.example"));
        add(
                reply,
                Section.ANSWER,
                "old.example. 300 DNAME example.",
                "old.example. 300 RRSIG DNAME" + SIGNATURE,
                "www.old.example. 300 CNAME www.example.",
                ADDRESS,
                SIGNED_ADDRESS,
                "foreign.example. 300 DNAME example.org.");
        Question question = Question.of("www.old.example");
        assertThat(types(((Found) codec.answer(ID, question, reply.toWire())).records()))
                .containsExactly("CNAME", "A");
        Found signed = (Found) codec.answer(ID, question.withDnssecOk(true), reply.toWire());
        assertThat(types(signed.records())).containsExactly("DNAME", "RRSIG", "CNAME", "A", "RRSIG");
        assertThat(signed.isBareAlias()).isFalse();
        assertThat(signed.canonicalName(question.name())).isEqualTo(A.name());
    }

    @Test
    void aliasesLeadOnInOrderWhereverTheyStood() throws IOException {
        Question question = Question.of("first.example").withDnssecOk(true);
        Message reply = reply(question);
        add(
                reply,
                Section.ANSWER,
                ADDRESS,
                SIGNED_ADDRESS,
                "second.example. 300 CNAME www.example.",
                "second.example. 300 RRSIG CNAME" + SIGNATURE,
                "first.example. 300 CNAME second.example.");
        Found signed = (Found) codec.answer(ID, question, reply.toWire());
        assertThat(types(signed.records())).containsExactly("CNAME", "CNAME", "A", "RRSIG", "RRSIG");
        assertThat(signed.first().name()).isEqualTo(question.name());
    }

    @Test
    void anAliasIsBareBesideItsSignature() throws IOException {
        Question question = Question.of("alias.example").withDnssecOk(true);
        Message reply = reply(question);
        add(
                reply,
                Section.ANSWER,
                "alias.example. 300 CNAME elsewhere.test.",
                "alias.example. 300 RRSIG CNAME" + SIGNATURE);
        Found alias = (Found) codec.answer(ID, question, reply.toWire());
        assertThat(alias.isBareAlias()).isTrue();
        assertThat(alias.canonicalName(question.name())).hasToString("elsewhere.test");
    }

    @Test
    void aDenialHasItsProofsWhereTheyAreAskedFor() throws IOException {
        Message reply = reply(A);
        reply.getHeader().setRcode(Rcode.NXDOMAIN);
        add(
                reply,
                Section.AUTHORITY,
                SOA,
                "example. 300 RRSIG SOA" + SIGNATURE,
                "example. 300 NSEC zzz.example. A NS SOA");
        assertThat(types(((NotFound) codec.answer(ID, A, reply.toWire())).authority()))
                .containsExactly("SOA");
        assertThat(types(((NotFound) codec.answer(ID, SIGNED, reply.toWire())).authority()))
                .containsExactly("SOA", "RRSIG", "NSEC");
    }

    @Test
    void addressesOfAMailServerComeWithItsName() throws IOException {
        Question mx = Question.of(A.name(), RecordType.MX);
        Message reply = reply(mx);
        add(reply, Section.ANSWER, "www.example. 300 MX 10 mail.example.");
        add(reply, Section.AUTHORITY, "example. 300 NS ns.example.");
        add(reply, Section.ADDITIONAL, "mail.example. 300 A 192.0.2.7");
        Found found = (Found) codec.answer(ID, mx, reply.toWire());
        assertThat(found.additional()).singleElement().hasToString("mail.example 192.0.2.7 A IN");
        assertThat(found.authority()).isEmpty();
    }

    private static List<String> types(List<ResourceRecord> records) {
        return records.stream().map(each -> each.type().toString()).toList();
    }

    private static Message reply(Question question) throws IOException {
        Message reply = new Message();
        reply.setHeader(new Header(ID));
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(
                Record.newRecord(name(question.name() + "."), question.type().code(), DClass.IN), Section.QUESTION);
        return reply;
    }

    private static void add(Message reply, int section, String... records) throws IOException {
        for (String each : records) {
            reply.addRecord(record(each), section);
        }
    }

    private static Record record(String line) throws IOException {
        String[] fields = line.split(" ", 4);
        return Record.fromString(
                name(fields[0]), Type.value(fields[2]), DClass.IN, Long.parseLong(fields[1]), fields[3], Name.root);
    }

    private static Name name(String text) throws TextParseException {
        return Name.fromString(text);
    }
}
