package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.dns.MessageOctets.QUESTION_A;
import static org.hedgerow.dns.MessageOctets.header;
import static org.hedgerow.dns.MessageOctets.octets;
import static org.hedgerow.dns.MessageOctets.pointer;
import static org.hedgerow.dns.MessageOctets.record;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;

/** The worst replies cost no more for each of their octets than others, however long they are. */
class DnsAnswersWorkTest {
    private static final int OK = 0x8180;
    private static final int KIB = 1024;
    private static final Question A = Question.of("a");
    private static final String LABEL = "\77" + "x".repeat(63);
    private static final String LONGEST = LABEL + LABEL + LABEL + "\75" + "x".repeat(61) + "\0";

    private final DnsAnswers answers = new DnsAnswers();

    @Test
    void ofRecordsThatPointToTheLongestName() {
        String first = record(pointer(12), 65_280, LONGEST); // whose data begins at 31
        assertIsLinear(first, i -> record(pointer(31), 65_280, ""));
        assertIsLinear(first, i -> record(pointer(31), 2, pointer(31)));
        assertIsLinear(first, i -> record(pointer(31), 6, pointer(31) + pointer(31) + "\0".repeat(20)));
        assertIsLinear(first, i -> record(pointer(31), 15, "\0\1" + pointer(31)));
        assertIsLinear(first, i -> record(pointer(31), 17, pointer(31) + pointer(31)));
        assertIsLinear(first, i -> record(pointer(31), 26, "\0\1" + pointer(31) + pointer(31)));
        assertIsLinear(first, i -> record(pointer(31), 35, "\0".repeat(7) + pointer(31)));
        assertIsLinear(first, i -> record(pointer(31), 39, pointer(31)));
    }

    @Test
    void ofRecordsThatPointToTheLongestChainOfPointers() {
        StringBuilder chain = new StringBuilder(LONGEST).append(pointer(31));
        for (int i = 1; i < DnsReader.MAX_POINTERS - 1; i++) {
            chain.append(pointer(31 + LONGEST.length() + 2 * (i - 1)));
        }
        int last = 31 + chain.length() - 2;
        assertIsLinear(record(pointer(12), 65_280, chain.toString()), i -> record(pointer(last), 2, pointer(last)));
    }

    @Test
    void ofTheSmallestRecords() {
        assertIsLinear("", i -> record("\0", 65_280, ""));
        assertIsLinear("", i -> record("\0", 257, "\0\1v"));
        assertIsLinear("", i -> record("\0", 1, "\1\2\3\4"));
    }

    @Test
    void ofRecordsThatAreAllAnswers() {
        assertIsLinear("", i -> record(pointer(12), 1, "\1\2\3\4"));
    }

    @Test
    void ofAliases() {
        assertIsLinear(
                "",
                i -> record(
                        i < 15 ? "\1" + (char) ('a' + i) + "\0" : pointer(12),
                        5,
                        "\1" + (char) ('b' + Math.min(i, 15)) + "\0"));
        assertIsLinear(record(pointer(12), 5, LONGEST), i -> record(LONGEST, 5, pointer(12)));
    }

    @Test
    void ofTextOfManyStrings() {
        assertIsLinear("", i -> record(pointer(12), 16, "\0".repeat(4000)));
        assertIsLinear("", i -> record(pointer(12), 16, "\1x".repeat(2000)));
        assertIsLinear("", i -> record("\0", 16, "\0"));
    }

    /** Once, a name was escaped three times for its text, and each label was tried as UTF-8, at the cost of an exception. */
    @Test
    void ofARefusalWhoseNameIsEscaped() {
        for (String label : new String[] {"\1\1", "\1\u00ff", "\2\u00c3\u00a4", "\77" + "\u00ff".repeat(63)}) {
            byte[] name = octets(label.repeat(254 / label.length()) + "\0");
            Question question = Question.of(DomainName.tryReadWire(name, 0, name.length), A.type());
            byte[] message = octets(header(OK | Rcode.REFUSED, 1, 0, 0, 0)
                    + new String(name, StandardCharsets.ISO_8859_1)
                    + QUESTION_A.substring(3));
            assertThat(Allocation.of(() -> answers.read(question, message, 0, message.length)))
                    .isLessThan(DnsAnswers.ALLOCATED_EACH * (long) message.length + DnsAnswers.ALLOCATED);
        }
    }

    /** The header says that there are as many as can be, and there is one octet of each. */
    @Test
    void ofRecordsThatAreNotThere() {
        byte[] message = octets(header(OK, 1, 0xFFFF, 0xFFFF, 0xFFFF) + QUESTION_A + "\0".repeat(65_000));
        assertThat(answers.read(A, message, 0, message.length)).isInstanceOf(Failed.class);
    }

    /** Of signed zones more is kept, and all of it is looked at once more. */
    @Test
    void ofSignaturesAndWhatTheySign() {
        assertIsLinear("", i -> i == 0 ? record(pointer(12), 1, "\1\2\3\4") : record(pointer(12), 46, ""));
        assertIsLinear("", i -> i == 0 ? record(pointer(12), 5, "\1b\0") : record("\0", 39, "\0"));
        assertIsLinear(
                "",
                i -> record(
                        i < 15 ? "\1" + (char) ('a' + i) + "\0" : pointer(12),
                        i < 15 ? 5 : 46,
                        i < 15 ? "\1" + (char) ('b' + i) + "\0" : ""));
    }

    private void assertIsLinear(String first, IntFunction<String> record) {
        assertIsLinear(A, first, record);
        assertIsLinear(A.withDnssecOk(true), first, record);
    }

    private void assertIsLinear(Question question, String first, IntFunction<String> record) {
        long of16 = allocated(question, message(16 * KIB, first, record));
        long of32 = allocated(question, message(32 * KIB, first, record));
        long of64 = allocated(question, message(64 * KIB, first, record));
        String about = question + ": " + of16 + ", " + of32 + " and " + of64 + " octets";
        assertThat(of32).as(about).isLessThan(of16 * 5 / 2);
        assertThat(of64).as(about).isLessThan(of32 * 5 / 2);
        assertThat(of64).as(about).isLessThan(DnsAnswers.ALLOCATED_EACH * 64L * KIB + DnsAnswers.ALLOCATED);
    }

    private static byte[] message(int octets, String first, IntFunction<String> record) {
        StringBuilder records = new StringBuilder(first);
        int count = first.isEmpty() ? 0 : 1;
        for (String next = record.apply(0);
                records.length() + next.length() + 19 < Math.min(octets, DnsWriter.MAX_OCTETS);
                next = record.apply(count)) {
            records.append(next);
            count++;
        }
        return octets(header(OK, 1, count, 0, 0) + QUESTION_A + records);
    }

    private long allocated(Question question, byte[] message) {
        return Allocation.of(() -> {
            answers.read(question, message, 0, message.length);
        });
    }
}
