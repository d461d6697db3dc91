package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordLine;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.record.TextFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Data of every type in text and on the wire: what dnsjava makes of it, and we of what dnsjava makes. */
class RecordTypesOracleTest {
    private static final DomainName OWNER = DomainName.of("a.types.test");
    private static final Name ORIGIN = name("types.test.");

    /** Types of which dnsjava reads generic text alone, and lines with forms that it does not read. */
    private static final Set<String> UNREAD = Set.of(
            "AVC", "CSYNC", "EUI48", "EUI64", "L32", "L64", "LP", "NID", "NINFO", "RESINFO", "RKEY", "TA", "TALINK",
            "WALLET");

    private static final Set<String> LINES = Set.of("DS 12345 ECDSA", "LOC 1 N 1 E", "LOC 90 S 180 W");

    /** A line of which it writes IPv4 addresses for IPv6 ones. */
    private static final String BADLY_WRITTEN = "::ffff:";

    private final DnsAnswers answers = new DnsAnswers();
    private final DnsReplies replies = new DnsReplies(DnsFormat.standard());

    private static Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<RecordLine> known() {
        return RecordLine.all().filter(each -> !isUnread(each));
    }

    private static boolean isUnread(RecordLine line) {
        return UNREAD.contains(line.type().toString())
                || LINES.stream().anyMatch(each -> line.toString().startsWith(each));
    }

    private static Record theirs(RecordLine line, String text, Name origin) throws IOException {
        return Record.fromString(DnsJava.name(OWNER), line.type().code(), DClass.IN, 300, text, origin);
    }

    private static byte[] octets(Record record) {
        byte[] whole = record.toWire(Section.ANSWER);
        return Arrays.copyOfRange(whole, DnsJava.wire(OWNER).length + 10, whole.length);
    }

    @ParameterizedTest
    @MethodSource("known")
    void textMeansTheSame(RecordLine line) throws IOException {
        Record theirs = theirs(line, line.text(), ORIGIN);
        assertThat(octets(theirs)).isEqualTo(line.data().wire().toBytes());
        assertThat(octets(theirs(line, line.data().text(), Name.root)))
                .as(line.data().text())
                .isEqualTo(octets(theirs));
        List<String> text = TextFields.split(theirs.rdataToString());
        if (!line.text().contains(BADLY_WRITTEN)) {
            assertThat(RecordText.parse(line.type(), text)).as(text.toString()).isEqualTo(line.data());
        }
    }

    /** In a message of theirs, too, where names may be compressed; and in ours. */
    @ParameterizedTest
    @MethodSource("org.hedgerow.record.RecordLine#all")
    void messagesMeanTheSame(RecordLine line) {
        ResourceRecord record = line.of(OWNER);
        Question question = Question.of(OWNER, line.type());
        Message message = new Message(1);
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(Record.newRecord(DnsJava.name(OWNER), line.type().code(), DClass.IN), Section.QUESTION);
        message.addRecord(DnsJava.record(record), Section.ANSWER);
        byte[] wire = message.toWire();
        Found found = (Found) answers.read(question, wire, 0, wire.length);
        assertThat(found.records()).containsExactly(record);

        replies.write(new GivenQuery(1, 0, Rcode.NOERROR, question, 1, null), Found.of(List.of(record)), 4096);
        assertThat(DnsJava.read(replies.written()).getSection(Section.ANSWER))
                .singleElement()
                .satisfies(each ->
                        assertThat(octets(each)).isEqualTo(record.data().wire().toBytes()));
    }

    /** So that none of them is left out without a need. */
    @Test
    void theyKnowNoOthers() {
        assertThat(RecordLine.all().filter(RecordTypesOracleTest::isUnread)).noneMatch(RecordTypesOracleTest::isRead);
    }

    private static boolean isRead(RecordLine line) {
        try {
            return theirs(line, line.text(), ORIGIN) != null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Test
    void typesHaveTheSameNumbers() {
        RecordLine.all()
                .map(RecordLine::type)
                .map(RecordType::toString)
                .filter(each -> Type.value(each) >= 0)
                .forEach(each -> assertThat(Type.value(each))
                        .isEqualTo(RecordType.of(each).code()));
    }
}
