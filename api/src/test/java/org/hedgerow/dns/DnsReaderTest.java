package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hedgerow.dns.MessageOctets.header;
import static org.hedgerow.dns.MessageOctets.octets;
import static org.hedgerow.dns.MessageOctets.pointer;

import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsReaderTest {
    private static final String HEADER = header(0x8180, 1, 1, 0, 0);

    private final DnsReader reader = new DnsReader();

    @Test
    void readsWhereAPointerLeadsAndGoesOnBehindIt() throws Exception {
        over("\1a\3Com\0\1b" + pointer(14) + "\7", 19);
        assertThat(reader.name()).hasToString("b.Com");
        assertThat(reader.position()).isEqualTo(23);
        assertThat(reader.u8()).isEqualTo(7);
        assertThat(reader.left()).isZero();
    }

    @Test
    void countsPointersFromTheMessagesBeginning() throws Exception {
        byte[] message = octets("xyz" + HEADER + "\1a\0" + pointer(12));
        assertThat(reader.over(message, 3, 18, message.length).name()).hasToString("a");
    }

    @Test
    void doesNotFollowAPointerForward() {
        assertIsNoName(pointer(14) + "\1a\0", 12);
    }

    @Test
    void doesNotFollowAPointerToItself() {
        assertIsNoName(pointer(12), 12);
    }

    @Test
    void doesNotFollowAPointerToTheLabelsThatLeadToIt() {
        assertIsNoName("\1a" + pointer(12), 12);
        assertIsNoName("\1a\1b" + pointer(14), 12);
    }

    @Test
    void doesNotFollowAPointerIntoTheHeader() {
        for (int place = 0; place < DnsHeader.OCTETS; place++) {
            assertIsNoName("\1a\0" + pointer(place), 15);
        }
    }

    @Test
    void doesNotFollowPointersInALoop() {
        assertIsNoName(pointer(14) + pointer(12), 14);
        assertIsNoName("\1a" + pointer(16) + "\1b" + pointer(12), 16);
    }

    /** Such a name would read on through the one that points to it, and perhaps beyond the records. */
    @Test
    void doesNotFollowAPointerToWhatDoesNotEndBeforeIt() {
        assertIsNoName("\4\1a" + pointer(12) + "\0", 13);
        assertIsNoName("\1x\1a" + pointer(12) + "\0", 14);
        assertIsNoName("\3\1a" + pointer(12) + "\0\0\0", 13);
    }

    @Test
    void followsAsManyPointersAsANameHasLabels() throws Exception {
        over(chainOfPointers(127), 12 + 3 + 2 * 126);
        assertThat(reader.name()).hasToString("a");
        over(chainOfPointers(128), 12 + 3 + 2 * 127);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(reader::name);
    }

    private static String chainOfPointers(int count) {
        StringBuilder chain = new StringBuilder("\1a\0").append(pointer(12));
        for (int i = 1; i < count; i++) {
            chain.append(pointer(13 + 2 * i));
        }
        return chain.toString();
    }

    @Test
    void readsANameOf255OctetsAndNoneOf256() throws Exception {
        String label = "\77" + "x".repeat(63);
        String longest = label + label + label + "\75" + "x".repeat(61) + "\0";
        over(longest, 12);
        assertThat(reader.name().wireOctets()).isEqualTo(DomainName.MAX_WIRE_OCTETS);
        assertIsNoName(label + label + label + "\76" + "x".repeat(62) + "\0", 12);
    }

    @Test
    void readsACompressedNameOf255OctetsAndNoneOf256() throws Exception {
        String label = "\77" + "x".repeat(63);
        String suffix = label + label + label + "\0";
        over(suffix + "\75" + "x".repeat(61) + pointer(12), 12 + suffix.length());
        assertThat(reader.name().wireOctets()).isEqualTo(DomainName.MAX_WIRE_OCTETS);
        assertIsNoName(suffix + "\76" + "x".repeat(62) + pointer(12), 12 + suffix.length());
    }

    @Test
    void readsANameOf127Labels() throws Exception {
        over("\1x".repeat(127) + "\0", 12);
        assertThat(reader.name().wireOctets()).isEqualTo(DomainName.MAX_WIRE_OCTETS);
        assertIsNoName("\1x".repeat(128) + "\0", 12);
    }

    /** Labels that begin with the bits 01 or 10 never came into use (RFC 6891, section 5). */
    @ParameterizedTest
    @ValueSource(ints = {0x40, 0x41, 0x7F, 0x80, 0xBF})
    void readsNoLabelsOfUnknownKinds(int length) {
        assertIsNoName((char) length + "a".repeat(200) + "\0", 12);
        over((char) length + "a".repeat(200) + "\0", 12);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(reader::skipName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\1", "\1a", "\2a", "\u00c0", "\1a\u00c0", "\1a\1"})
    void readsNoNameBeyondTheEnd(String octets) {
        assertIsNoName(octets, 12);
        over(octets, 12);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(reader::skipName);
    }

    /** The array goes on with what another message has left. */
    @Test
    void readsNoNameBeyondTheEndThoughTheArrayIsLonger() {
        byte[] message = octets(HEADER + "\1a\0");
        for (int end = 12; end < message.length; end++) {
            DnsReader cut = new DnsReader().over(message, 0, 12, end);
            assertThatExceptionOfType(BadMessageException.class).isThrownBy(cut::name);
        }
    }

    @Test
    void passesOverNamesAsTheyLie() throws Exception {
        over("\1a\0" + pointer(12) + "\1b" + pointer(12) + "\0" + "\u00ff\u00ff" + "x", 12);
        assertThat(reader.skipName()).isFalse();
        assertThat(reader.skipName()).isFalse();
        assertThat(reader.skipName()).isFalse();
        assertThat(reader.skipName()).isTrue();
        assertThat(reader.skipName()).isFalse();
        assertThat(reader.left()).isOne();
    }

    @Test
    void readsNumbersAsFarAsTheyGo() throws Exception {
        over("\u00ff\u0080\1\u00fe\u00dc\u00ba\u0098", 12);
        assertThat(reader.u8()).isEqualTo(0xFF);
        assertThat(reader.u16()).isEqualTo(0x8001);
        assertThat(reader.s32()).isEqualTo(0xFEDCBA98);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(reader::u8);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(reader::u16);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(reader::s32);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(() -> reader.skip(1));
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(() -> reader.bytes(1));
        assertThat(reader.bytes(0)).isEmpty();
    }

    private void assertIsNoName(String body, int place) {
        over(body, place);
        assertThatExceptionOfType(BadMessageException.class).isThrownBy(reader::name);
    }

    private void over(String body, int place) {
        byte[] message = octets(HEADER + body);
        reader.over(message, 0, place, message.length);
    }
}
