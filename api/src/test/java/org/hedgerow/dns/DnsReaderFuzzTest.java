package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DnsReaderFuzzTest {
    private final DnsReader reader = new DnsReader();
    private final DnsWriter writer = new DnsWriter();

    /** A name at any place of any octets is one that can be written and parsed again, or none. */
    @MethodSource("org.hedgerow.dns.Seeds#messages")
    @ParameterizedTest
    void namesAreNamesInTextAndOnTheWire(byte[] message) {
        for (int place = DnsHeader.OCTETS; place < Math.min(message.length, 600); place++) {
            reader.over(message, 0, place, message.length);
            DomainName name;
            try {
                name = reader.name();
            } catch (BadMessageException e) {
                continue;
            }
            int behind = reader.position();
            assertThat(behind).isGreaterThan(place).isLessThanOrEqualTo(message.length);
            assertPassesOver(message, place, behind);
            DomainName parsed = DomainName.of(name.toString());
            assertThat(parsed.isSpelledAs(name)).isTrue();
            assertThat(parsed).isEqualTo(name).hasSameHashCodeAs(name);
            assertIsWrittenTwice(name);
        }
    }

    @MethodSource("org.hedgerow.dns.Seeds#messages")
    @FuzzTest
    void fuzz(byte[] octets) {
        namesAreNamesInTextAndOnTheWire(octets);
    }

    private void assertPassesOver(byte[] message, int place, int behind) {
        try {
            reader.over(message, 0, place, message.length).skipName();
        } catch (BadMessageException e) {
            throw new AssertionError(e);
        }
        assertThat(reader.position()).isEqualTo(behind);
    }

    private void assertIsWrittenTwice(DomainName name) {
        writer.begin();
        writer.bytes(new byte[DnsHeader.OCTETS]);
        writer.name(name);
        writer.name(name);
        int end = DnsWriter.PREFIX + writer.length();
        reader.over(writer.bytes(), DnsWriter.PREFIX, DnsWriter.PREFIX + DnsHeader.OCTETS, end);
        try {
            assertThat(reader.name().isSpelledAs(name)).isTrue();
            assertThat(reader.name().isSpelledAs(name)).isTrue();
        } catch (BadMessageException e) {
            throw new AssertionError(e);
        }
        assertThat(reader.left()).isZero();
    }
}
