package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.util.Arrays;
import java.util.List;
import org.hedgerow.Elsewhere;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.RecordType;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What replies over datagrams come to, and what they show of the server. */
class DnsAskingRepliesTest {
    private final DnsAsking asking = new DnsAsking();

    @Test
    void aServerThatDoesNotKeepTheCaseIsAskedWithoutMixingIt() {
        for (int i = 0; i < 3; i++) {
            RecordingCall call = asking.ask("a-name-of-many-letters" + i + ".edu");
            DnsAsking.Sent mixed = asking.query();
            mixed.replyInLowerCase("6.6.6.6");
            assertThat(call.isAnswered()).isFalse();
            DnsAsking.Sent plain = asking.query();
            assertThat(plain.message().getQuestion().getName()).hasToString("a-name-of-many-letters" + i + ".edu.");
            assertThat(plain.message().getHeader().getID())
                    .isNotEqualTo(mixed.message().getHeader().getID());
            mixed.replyInLowerCase("6.6.6.6");
            assertThat(call.isAnswered()).isFalse();
            plain.replyInLowerCase("1.1.1.1");
            assertThat(call.recorded()).isEqualTo(found("a-name-of-many-letters" + i + ".edu", "1.1.1.1"));
        }
        asking.ask("a-name-of-many-letters.edu");
        assertThat(asking.query().message().getQuestion().getName()).hasToString("a-name-of-many-letters.edu.");
    }

    @Test
    void whereNoCaseIsToBeMixedNoneIs() {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withMixedCase(false));
        each.ask("a-Name-of-many-letters.edu");
        assertThat(each.query().message().getQuestion().getName()).hasToString("a-Name-of-many-letters.edu.");
    }

    /** Once, only FORMERR was heeded, and who says NOTIMP, as RFC 2671 had it, refused each name for good. */
    @ParameterizedTest
    @ValueSource(ints = {Rcode.FORMERR, Rcode.NOTIMP, Rcode.BADVERS})
    void aServerThatRefusesEdnsIsAskedWithoutIt(int rcode) {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        query.reply(refusal(query, rcode));
        DnsAsking.Sent plain = asking.query();
        assertThat(plain.message().getOPT()).isNull();
        plain.reply(Rcode.NXDOMAIN);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
        asking.ask("other.edu");
        assertThat(asking.query().message().getOPT()).isNull();
    }

    private static Message refusal(DnsAsking.Sent query, int rcode) {
        Message refusal = DnsMessages.reply(query.query(), rcode & 0xF);
        if (rcode > 0xF) {
            refusal.addRecord(new OPTRecord(1232, rcode >> 4, 0), Section.ADDITIONAL);
        }
        return refusal;
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.FORMERR, Rcode.NOTIMP})
    void aRefusalOfEdnsThatRepeatsNoQuestionHasItAskedWithoutEdns(int rcode) {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        byte[] header = new byte[12];
        System.arraycopy(query.query(), 0, header, 0, 2);
        header[2] = (byte) 0x80;
        header[3] = (byte) rcode;
        query.port().receive(header);
        DnsAsking.Sent plain = asking.query();
        assertThat(plain.message().getOPT()).isNull();
        System.arraycopy(plain.query(), 0, header, 0, 2);
        plain.port().receive(header);
        assertThat(call.isAnswered()).isFalse();
        assertThat(asking.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.FORMERR, Rcode.NOTIMP})
    void aQuestionThatIsRefusedLikewiseWithoutEdnsIsRefused(int rcode) {
        RecordingCall call = asking.ask("www.edu");
        asking.query().reply(rcode);
        asking.query().reply(rcode);
        assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.REFUSED);
        asking.ask("other.edu");
        assertThat(asking.query().message().getOPT()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"2, SERVER_FAILURE", "11, REFUSED"})
    void otherCodesAreFailures(int rcode, Failed.Reason reason) {
        RecordingCall call = asking.ask("www.edu");
        asking.query().reply(rcode);
        assertThat(DnsAsking.reason(call)).isEqualTo(reason);
    }

    @Test
    void whatTheServerSaysOfItsFailureIsTold() {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        Message reply = DnsMessages.reply(query.query(), Rcode.SERVFAIL, "www.edu 60 IN A 1.1.1.1");
        reply.addRecord(
                new OPTRecord(
                        1232, 0, 0, 0, List.of(new NSIDOption(new byte[] {1, 2}), new ExtendedErrorCodeOption(22))),
                Section.ADDITIONAL);
        query.reply(reply);
        assertThat(call.recorded())
                .isEqualTo(Failed.of(
                                Failed.Reason.SERVER_FAILURE,
                                "www.edu/A: the server says SERVFAIL (No Reachable Authority)")
                        .withExtendedError(ExtendedError.of(ExtendedError.NO_REACHABLE_AUTHORITY)));
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.REFUSED, Rcode.NOTAUTH})
    void aServerThatIsNotResponsibleHasNoOpinion(int rcode) {
        RecordingCall call = asking.ask("www.edu");
        asking.query().reply(rcode);
        assertThat(call.recorded()).isEqualTo(Elsewhere.unknown());
    }

    @ParameterizedTest
    @CsvSource({"20, true", "15, false", "18, false", "21, false"})
    void aRefusalForAnotherReasonSaysNothingOfTheName(int code, boolean isElsewhere) {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        Message reply = DnsMessages.reply(query.query(), Rcode.REFUSED);
        reply.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new ExtendedErrorCodeOption(code, "because"))),
                Section.ADDITIONAL);
        query.reply(reply);
        ExtendedError error = ExtendedError.of(code, "because");
        assertThat(call.recorded().extendedError()).isEqualTo(error);
        if (isElsewhere) {
            assertThat(call.recorded()).isEqualTo(Elsewhere.unknown().withExtendedError(error));
        } else {
            assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.REFUSED);
        }
    }

    @Test
    void whatDoesNotExistIsToldApartAndKeepsItsSoa() {
        RecordingCall name = asking.ask("a.edu");
        DnsAsking.Sent query = asking.query();
        query.reply(DnsMessages.with(
                DnsMessages.reply(query.query(), Rcode.NXDOMAIN, "a.edu 300 IN CNAME b.edu"),
                Section.AUTHORITY,
                "edu 60 IN SOA ns.edu host.edu 1 2 3 4 60"));
        NotFound missing = (NotFound) name.recorded();
        assertThat(missing.kind()).isEqualTo(NotFound.Kind.NO_SUCH_NAME);
        assertThat(missing.soa()).hasToString("edu ns.edu host.edu 1 2 3 4 60 SOA IN");
        assertThat(missing.aliases()).hasSize(1);
        RecordingCall type = asking.ask("a.edu");
        asking.query().reply(Rcode.NOERROR);
        assertThat(type.recorded()).isEqualTo(NotFound.TYPE.withAuthoritative(false));
    }

    @Test
    void aReferralLeadsElsewhere() {
        RecordingCall call = asking.ask("www.a.edu");
        DnsAsking.Sent query = asking.query();
        Message reply = DnsMessages.with(
                DnsMessages.reply(query.query(), Rcode.NOERROR), Section.AUTHORITY, "a.edu 300 IN NS ns.a.edu");
        query.reply(DnsMessages.with(reply, Section.ADDITIONAL, "ns.a.edu 300 IN A 192.0.2.53"));
        assertThat(call.recorded())
                .hasToString("Elsewhere[delegation=[a.edu ns.a.edu NS IN], glue=[ns.a.edu 192.0.2.53 A IN]]");
    }

    /** Once, such replies were bad ones; dig and Unbound take them. */
    @Test
    void oddButHarmlessDataPass() {
        RecordingCall twice = asking.ask("a.edu");
        DnsAsking.Sent query = asking.query();
        Message reply = DnsMessages.reply(query.query(), Rcode.NXDOMAIN);
        reply.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        reply.addRecord(new OPTRecord(512, 0, 0), Section.ADDITIONAL);
        query.reply(reply);
        assertThat(twice.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));

        RecordingCall longer = asking.ask("b.edu");
        query = asking.query();
        byte[] bytes = DnsMessages.reply(query.query(), Rcode.NOERROR, "b.edu 300 IN A 1.1.1.1")
                .toWire();
        query.port().receive(Arrays.copyOf(bytes, bytes.length + 7));
        assertThat(longer.recorded()).isEqualTo(found("b.edu", "1.1.1.1"));

        RecordingCall options = asking.ask("c.edu");
        query = asking.query();
        bytes = DnsMessages.with(
                        DnsMessages.reply(query.query(), Rcode.NXDOMAIN),
                        Section.AUTHORITY,
                        "edu 60 IN SOA a b 1 2 3 4 60")
                .toWire();
        byte[] opt = {0, 0, 41, 4, -48, 0, 0, 0, 0, 0, 6, 0, 15, 0, 9, 0, 22}; // whose option says that it is longer
        byte[] with = Arrays.copyOf(bytes, bytes.length + opt.length);
        System.arraycopy(opt, 0, with, bytes.length, opt.length);
        with[11] = 1;
        query.port().receive(with);
        assertThat(options.recorded()).isInstanceOf(NotFound.class);
    }

    @Test
    void aReplyThatIsGarbledBehindItsQuestionIsABadOne() {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        byte[] reply = DnsMessages.reply(query.query(), Rcode.NOERROR, "www.edu 300 IN A 1.1.1.1")
                .toWire();
        query.port().receive(Arrays.copyOf(reply, reply.length - 1));
        assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.BAD_REPLY);
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    /** Once, what else the question wanted was lost on the way to the types that it is asked as. */
    @Test
    void aQuestionForAnyKeepsItsWishes() {
        asking.ask(Question.of("four.edu", "ANY").withRecursionDesired(false));
        assertThat(asking.query().message().getHeader().getFlag(Flags.RD)).isFalse();
    }

    @Test
    void anyMeansAnAddressOfEitherKindOrElseWhateverThereIs() {
        RecordingCall four = asking.ask("four.edu", RecordType.ANY);
        asking.query().reply(Rcode.NOERROR, "four.edu 300 IN A 1.1.1.1");
        assertThat(four.recorded()).isEqualTo(found("four.edu", "1.1.1.1"));

        RecordingCall six = asking.ask("six.edu", RecordType.ANY);
        asking.query().reply(Rcode.NOERROR);
        DnsAsking.Sent second = asking.query();
        assertThat(second.message().getQuestion().getType()).isEqualTo(Type.AAAA);
        second.reply(Rcode.NOERROR, "six.edu 300 IN AAAA 2001:db8::1");
        assertThat(six.recorded()).isEqualTo(found("six.edu", "2001:db8::1"));

        RecordingCall mail = asking.ask("mail.edu", RecordType.ANY);
        asking.query().reply(Rcode.NOERROR);
        asking.query().reply(Rcode.NOERROR);
        DnsAsking.Sent third = asking.query();
        assertThat(third.message().getQuestion().getType()).isEqualTo(Type.ANY);
        third.reply(Rcode.NOERROR, "mail.edu 300 IN MX 10 mx.edu", "mail.edu 300 IN TXT hello");
        assertThat(((Found) mail.recorded()).records()).hasSize(2);

        RecordingCall none = asking.ask("none.edu", RecordType.ANY);
        asking.query().reply(Rcode.NXDOMAIN);
        assertThat(none.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
        assertThat(asking.sent()).isEmpty();
    }

    @Test
    void anyIsCalledOffAtEachOfItsSteps() {
        RecordingCall call = asking.ask("six.edu", RecordType.ANY);
        asking.query().reply(Rcode.NOERROR);
        asking.query();
        asking.lane.run(call::cancel);
        assertThat(asking.totals.snapshot().pending()).isZero();
    }
}
