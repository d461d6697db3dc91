package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.dns.MessageOctets.QUESTION_A;
import static org.hedgerow.dns.MessageOctets.header;
import static org.hedgerow.dns.MessageOctets.octets;
import static org.hedgerow.dns.MessageOctets.pointer;
import static org.hedgerow.dns.MessageOctets.record;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsQueryTest {
    private static final String OPT = "\0\0\51\4\u00d0\0\0\u0080\0\0\0";

    @Test
    void readsWhatIsAsked() {
        DnsQuery query = read(header(0x0100, 1, 0, 0, 1) + QUESTION_A + OPT);
        assertThat(query.id()).isEqualTo(0x1234);
        assertThat(query.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(query.question()).hasToString("a/A");
        assertThat(query.edns()).isEqualTo(new Edns(1232, 0, true, 0, null));
    }

    @Test
    void isNothingWithoutAHeader() {
        byte[] message = octets(header(0x0100, 1, 0, 0, 0) + QUESTION_A);
        for (int to = 0; to < DnsHeader.OCTETS; to++) {
            assertThat(GivenQuery.read(message, 0, to)).isNull();
        }
    }

    /** So that two servers do not reply to each other for ever. */
    @Test
    void isNothingIfItIsAResponse() {
        assertThat(read(header(0x8180, 1, 0, 0, 0) + QUESTION_A)).isNull();
    }

    @Test
    void isMalformedAtAnyPlaceItIsCut() {
        byte[] message = octets(header(0x0100, 1, 0, 0, 1) + QUESTION_A + OPT);
        for (int to = DnsHeader.OCTETS; to < message.length; to++) {
            DnsQuery query = GivenQuery.read(message, 0, to);
            assertThat(query.rcode()).as("cut at " + to).isEqualTo(Rcode.FORMERR);
            assertThat(query.question() != null).as("cut at " + to).isEqualTo(to >= 19);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c0\14\0\1\0\1", "\1a\u00c0\14\0\1\0\1", "\u0040a\0\0\1\0\1", "\u0080a\0\0\1\0\1"})
    void isMalformedIfItsNameIsCompressedOrOfAnUnknownKind(String question) {
        assertIsMalformed(header(0x0100, 1, 0, 0, 0) + question);
    }

    @Test
    void isMalformedWithOctetsBehindIt() {
        assertIsMalformed(header(0x0100, 1, 0, 0, 0) + QUESTION_A + "\0");
        assertIsMalformed(header(0x0100, 1, 0, 0, 1) + QUESTION_A + OPT + OPT);
    }

    @Test
    void isMalformedIfItsCountsLie() {
        assertIsMalformed(header(0x0100, 0, 0, 0, 0) + QUESTION_A);
        assertIsMalformed(header(0x0100, 2, 0, 0, 0) + QUESTION_A + QUESTION_A);
        assertIsMalformed(header(0x0100, 0xFFFF, 0, 0, 0) + QUESTION_A);
        assertIsMalformed(header(0x0100, 1, 0xFFFF, 0xFFFF, 0xFFFF) + QUESTION_A);
        assertIsMalformed(header(0x0100, 1, 0, 0, 2) + QUESTION_A + OPT);
    }

    @Test
    void isMalformedIfOptIsThereTwiceOrNotOfTheRoot() {
        assertIsMalformed(header(0x0100, 1, 0, 0, 2) + QUESTION_A + OPT + OPT);
        assertIsMalformed(header(0x0100, 1, 0, 0, 1) + QUESTION_A + "\1a" + OPT);
        assertIsMalformed(header(0x0100, 1, 0, 0, 1) + QUESTION_A + pointer(14) + OPT.substring(1));
    }

    @Test
    void isMalformedIfTheLengthOfOptLies() {
        assertIsMalformed(header(0x0100, 1, 0, 0, 1) + QUESTION_A + "\0\0\51\4\u00d0\0\0\0\0\0\1");
        assertIsMalformed(header(0x0100, 1, 0, 0, 1) + QUESTION_A + "\0\0\51\4\u00d0\0\0\0\0\u00ff\u00ff");
    }

    @Test
    void doesNotMindRecordsThatItDoesNotKnow() {
        DnsQuery query = read(header(0x0100, 1, 1, 1, 2)
                + QUESTION_A
                + record(pointer(12), 1, "\1\2\3\4")
                + record("\1b" + pointer(12), 65_280, "x")
                + OPT
                + record("\0", 250, "signature"));
        assertThat(query.rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(query.edns()).isNotNull();
    }

    @Test
    void hasNothingOfTheQueryBefore() {
        byte[] whole = octets(header(0x0110, 1, 0, 0, 1) + QUESTION_A + OPT);
        byte[] cut = octets(header(0x0100, 2, 0, 0, 0));
        DnsQueryReader reader = new DnsQueryReader();
        assertThat(reader.read(whole, 0, whole.length)).isTrue();
        assertThat(reader.read(cut, 0, cut.length)).isTrue();
        assertThat(reader.question()).isNull();
        assertThat(reader.edns()).isNull();
        assertThat(reader.rcode()).isEqualTo(Rcode.FORMERR);
        assertThat(reader.read(whole, 0, whole.length)).isTrue();
        assertThat(reader.question()).hasToString("a/A");
        assertThat(reader.rcode()).isEqualTo(Rcode.NOERROR);
    }

    private void assertIsMalformed(String message) {
        assertThat(read(message).rcode()).isEqualTo(Rcode.FORMERR);
    }

    private DnsQuery read(String message) {
        byte[] octets = octets("before" + message + "behind");
        return GivenQuery.read(octets, 6, octets.length - 6);
    }
}
