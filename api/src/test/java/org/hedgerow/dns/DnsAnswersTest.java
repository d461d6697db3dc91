package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.dns.MessageOctets.QUESTION_A;
import static org.hedgerow.dns.MessageOctets.header;
import static org.hedgerow.dns.MessageOctets.octets;
import static org.hedgerow.dns.MessageOctets.pointer;
import static org.hedgerow.dns.MessageOctets.record;
import static org.hedgerow.dns.MessageOctets.u16;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Section;

class DnsAnswersTest {
    private static final int OK = 0x8180;
    private static final Question A = Question.of("a");
    private static final String ADDRESS = record(pointer(12), 1, "\1\2\3\4");

    private final DnsAnswers answers = new DnsAnswers();

    @Test
    void spellsOwnersThatPointToTheQuestionAsItWasAsked() {
        byte[] message = octets(header(OK, 1, 1, 0, 0) + "\1A\0\0\1\0\1" + ADDRESS);
        assertThat(answers.read(A, message, 0, message.length))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.first()).hasToString("a 1.2.3.4 A IN"));
    }

    @Test
    void takesATtlWithTheTopBitForZero() {
        assertThat(read(header(OK, 1, 1, 0, 0) + QUESTION_A + pointer(12) + "\0\1\0\1\u0080\0\0\1\0\4\1\2\3\4"))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.first().ttl()).isZero());
    }

    /** The octets of the reply are not relayed, for they have another TTL. */
    @Test
    void relaysATtlWithTheTopBitAsZero() {
        Found found =
                (Found) read(header(OK, 1, 1, 0, 0) + QUESTION_A + pointer(12) + "\0\1\0\1\u0080\0\0\1\0\4\1\2\3\4");
        DnsReplies replies = new DnsReplies(DnsFormat.standard());
        replies.write(new GivenQuery(1, 0, Rcode.NOERROR, A, 1, null), found, 512);
        assertThat(DnsJava.read(replies.written())
                        .getSection(Section.ANSWER)
                        .get(0)
                        .getTTL())
                .isZero();
    }

    /** Once, what pointed to the question was relayed in the spelling of the first owner, which is another one. */
    @Test
    void relaysEveryOwnerInItsSpellingWhereTheFirstIsSpelledUnlikeTheQuestion() {
        Found found = (Found) read(header(OK, 1, 2, 0, 0) + QUESTION_A + record("\1A\0", 1, "\1\2\3\4") + ADDRESS);
        assertThat(found.records()).extracting(each -> each.name().toString()).containsExactly("A", "a");
        DnsReplies replies = new DnsReplies(DnsFormat.standard());
        for (String spelling : List.of("a", "A")) {
            replies.write(new GivenQuery(1, 0, Rcode.NOERROR, Question.of(spelling), 1, null), found, 512);
            assertThat(DnsJava.exactly(DnsJava.read(replies.written()).getSection(Section.ANSWER)))
                    .isEqualTo(DnsJava.exactly(DnsJava.records(found.records())));
        }
    }

    /** Once, such a name was read, and relayed without its end, so that nobody could read the reply. */
    @Test
    void takesNoNameThatReachesBeyondTheRecordsThroughAPointer() {
        Question mx = Question.of(A.name(), RecordType.MX);
        byte[] message = octets(header(OK, 1, 1, 0, 0) + "\1a\0\0\17\0\1" + pointer(12)
                + "\0\17\0\1\0\0\16\20\0\11\0\12\4mail" + pointer(27) + "\u008e\u0085\0");
        assertThat(answers.read(mx, message, 0, message.length))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.BAD_REPLY));
    }

    /** Once, BADVERS was taken for NODATA, since its lower four bits are zero. */
    @Test
    void takesAnExtendedResponseCodeForARefusal() {
        assertFails(
                header(OK, 1, 0, 0, 1) + QUESTION_A + "\0\0\51\4\u00d0\1\0\0\0\0\0",
                Failed.Reason.REFUSED,
                "a/A: the server says BADVERS");
        assertFails(
                header(OK | Rcode.NXDOMAIN, 1, 0, 0, 1) + QUESTION_A + "\0\0\51\4\u00d0\2\0\0\0\0\0",
                Failed.Reason.REFUSED,
                "a/A: the server says RCODE35");
        assertThat(read(header(OK, 1, 0, 0, 1) + QUESTION_A + "\0\0\51\4\u00d0\0\0\0\0\0\0"))
                .isEqualTo(NotFound.TYPE.withAuthoritative(false));
    }

    /** Once, such records were the answer. BIND, Unbound, glibc and musl go by the code. */
    @Test
    void findsNothingInAReplyThatThereIsNoSuchName() {
        String nxdomain = header(OK | Rcode.NXDOMAIN, 1, 1, 0, 0) + QUESTION_A;
        NotFound expected = NotFound.NAME.withAuthoritative(false);
        assertThat(read(nxdomain + ADDRESS)).isEqualTo(expected);
        assertThat(read(nxdomain + record("\1a\0", 1, "\1\2\3\4"))).isEqualTo(expected);
    }

    /** Once, a reply that was cut short over a stream was taken for NODATA. */
    @Test
    void findsNothingMissingInAReplyThatIsCutShort() {
        assertFails(
                header(OK | DnsHeader.TRUNCATED, 1, 0, 0, 0) + QUESTION_A,
                Failed.Reason.BAD_REPLY,
                "a/A: the reply is cut short");
        assertFails(
                header(OK | DnsHeader.TRUNCATED, 1, 1, 0, 0) + QUESTION_A + ADDRESS,
                Failed.Reason.BAD_REPLY,
                "a/A: the reply is cut short");
    }

    @Test
    void takesNoReplyWhoseCountsAreTooHigh() {
        assertIsBad(header(OK, 1, 2, 0, 0) + QUESTION_A + ADDRESS);
        assertIsBad(header(OK, 1, 0xFFFF, 0, 0) + QUESTION_A + ADDRESS);
        assertIsBad(header(OK, 1, 0, 1, 0) + QUESTION_A);
        assertIsBad(header(OK, 1, 0, 0xFFFF, 0) + QUESTION_A + ADDRESS);
        assertIsBad(header(OK, 1, 0, 0, 1) + QUESTION_A);
    }

    @Test
    void doesNotLookAtWhatIsBehindTheAnswer() {
        assertThat(read(header(OK, 1, 1, 7, 7) + QUESTION_A + ADDRESS + "rest")).isInstanceOf(Found.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 16, 0x7FFF, 0x8000, 0xFFFF})
    void takesNoAddressThatIsSaidToHaveAnotherLength(int length) {
        assertIsBad(header(OK, 1, 1, 0, 0) + QUESTION_A + pointer(12) + "\0\1\0\1\0\0\0\0" + u16(length) + "\1\2\3\4");
        String long16 = "x".repeat(64);
        assertIsBad(header(OK, 1, 1, 0, 0) + QUESTION_A + pointer(12) + "\0\1\0\1\0\0\0\0" + u16(length) + long16);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 0xFFFF})
    void takesNoNameThatIsSaidToHaveAnotherLength(int length) {
        for (int type : new int[] {2, 5, 12}) {
            assertIsBad(header(OK, 1, 1, 0, 0) + QUESTION_A + pointer(12) + u16(type) + "\0\1\0\0\0\0" + u16(length)
                    + "\1b\0" + "\1\2\3\4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\1", "\2a", "\0\1", "\1a\3bc"})
    void takesNoTextWhoseStringsDoNotEndWithIt(String data) {
        Question text = Question.of(A.name(), RecordType.TXT);
        byte[] message = octets(header(OK, 1, 1, 0, 0) + "\1a\0\0\20\0\1" + record(pointer(12), 16, data));
        assertThat(answers.read(text, message, 0, message.length)).isInstanceOf(Failed.class);
        byte[] longer = octets(header(OK, 1, 1, 0, 0) + "\1a\0\0\20\0\1" + record(pointer(12), 16, data) + "more");
        assertThat(answers.read(text, longer, 0, longer.length)).isInstanceOf(Failed.class);
    }

    /** Once such an answer was a failure; dig and Unbound take it. */
    @Test
    void takesTextWithoutAString() {
        Question text = Question.of(A.name(), RecordType.TXT);
        byte[] message = octets(header(OK, 1, 1, 0, 0) + "\1a\0\0\20\0\1" + record(pointer(12), 16, ""));
        assertThat(((Found) answers.read(text, message, 0, message.length))
                        .first()
                        .data())
                .isEqualTo(new RecordData.Txt(List.of()));
    }

    @Test
    void takesEmptyStringsOfText() {
        Question text = Question.of(A.name(), RecordType.TXT);
        byte[] message = octets(header(OK, 1, 1, 0, 0) + "\1a\0\0\20\0\1" + record(pointer(12), 16, "\0\1a\0"));
        assertThat(((Found) answers.read(text, message, 0, message.length))
                        .first()
                        .data())
                .isEqualTo(new RecordData.Txt(List.of(Octets.of(""), Octets.of("a"), Octets.of(""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\0", "\0\2a", "\0\1_v", "\0\0v", "\0\1\u00e4"})
    void takesNoCaaWhoseTagIsNone(String data) {
        Question caa = Question.of(A.name(), RecordType.CAA);
        byte[] message = octets(header(OK, 1, 1, 0, 0) + "\1a\0\1\1\0\1" + record(pointer(12), 257, data) + "abc");
        assertThat(answers.read(caa, message, 0, message.length)).isInstanceOf(Failed.class);
    }

    @Test
    void keepsAnIpv4AddressWithinIpv6() {
        Question aaaa = Question.of(A.name(), RecordType.AAAA);
        byte[] message = octets(header(OK, 1, 1, 0, 0) + "\1a\0\0\34\0\1"
                + record(pointer(12), 28, "\0\0\0\0\0\0\0\0\0\0\u00ff\u00ff\1\2\3\4"));
        assertThat(answers.read(aaaa, message, 0, message.length))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.first().type()).isEqualTo(RecordType.AAAA));
    }

    @Test
    void followsSixteenAliasesAndNoMore() {
        assertThat(read(aliases(16)))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.records()).hasSize(17));
        assertIsBad(aliases(17));
    }

    private static String aliases(int count) {
        StringBuilder records = new StringBuilder();
        String owner = pointer(12);
        for (int i = 0; i < count; i++) {
            String canonical = "\2n" + (char) ('a' + i) + "\0";
            records.append(record(owner, 5, canonical));
            owner = canonical;
        }
        return header(OK, 1, count + 1, 0, 0) + QUESTION_A + records + record(owner, 1, "\1\2\3\4");
    }

    @Test
    void doesNotFollowAliasesInACircle() {
        assertIsBad(header(OK, 1, 1, 0, 0) + QUESTION_A + record(pointer(12), 5, pointer(12)));
        assertIsBad(header(OK, 1, 2, 0, 0)
                + QUESTION_A
                + record(pointer(12), 5, "\1b\0")
                + record("\1b\0", 5, pointer(12)));
    }

    /** Cut anywhere, or with any octet another: it is read or it is not, and nothing is thrown. */
    @Test
    void neverThrowsOnPartsOrForgeriesOfReplies() {
        long seed = new Random().nextLong();
        RandomRecords generated = new RandomRecords(seed);
        Random random = generated.random();
        DnsReplies replies = new DnsReplies(DnsFormat.standard());
        for (int i = 0; i < 40; i++) {
            Question question = Question.of(generated.name(), generated.type());
            Answer answer = generated.answer(question);
            replies.write(
                    new GivenQuery(1, 0, Rcode.NOERROR, question, 1, new Edns(512, 0, false, 0, null)), answer, 4096);
            byte[] message = Arrays.copyOfRange(
                    replies.written().bytes(),
                    DnsWriter.PREFIX,
                    DnsWriter.PREFIX + replies.written().length());
            int begin = DnsHeader.OCTETS + question.name().wireOctets() + 4;
            for (int to = begin; to < message.length; to++) {
                Answer part = answers.read(question, message.clone(), 0, to);
                assertThat(part).as("seed %d, message %d to %d", seed, i, to).isNotEqualTo(NotFound.TYPE);
            }
            for (int j = 0; j < 200; j++) {
                byte[] forged = message.clone();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    forged[2 + random.nextInt(forged.length - 2)] = (byte) random.nextInt();
                }
                answers.read(question, forged, 0, forged.length);
            }
        }
    }

    private Answer read(String message) {
        byte[] octets = octets(message);
        return answers.read(A, octets, 0, octets.length);
    }

    private void assertIsBad(String message) {
        assertThat(read(message))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.BAD_REPLY));
    }

    private void assertFails(String message, Failed.Reason reason, String detail) {
        assertThat(read(message)).isEqualTo(Failed.of(reason, detail));
    }
}
