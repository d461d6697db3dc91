package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DnsQueryFuzzTest {
    private final DnsQueryReader reader = new DnsQueryReader();
    private final DnsReplies replies = new DnsReplies(DnsFormat.standard());

    /** Whatever comes, it is dropped, rejected or worked on, and the rejection fits any datagram. */
    @MethodSource("org.hedgerow.dns.Seeds#messages")
    @ParameterizedTest
    void isReadOrDropped(byte[] message) {
        long allocated = Allocation.of(() -> reader.read(message, 0, message.length));
        assertThat(allocated).isLessThan(1024);
        DnsQuery query = GivenQuery.read(message, 0, message.length);
        if (query == null) {
            return;
        }
        assertThat(query.id()).isEqualTo(DnsHeader.id(message, 0));
        if (query.question() != null) {
            assertThat(query.question().name().isOnWire(message, DnsHeader.OCTETS))
                    .isTrue();
        }
        assertThat(query.rcode() != Rcode.NOERROR || query.question() != null).isTrue();
        replies.reject(query, 512);
        assertThat(replies.written().length()).isLessThanOrEqualTo(512);
    }

    @MethodSource("org.hedgerow.dns.Seeds#messages")
    @FuzzTest
    void fuzz(byte[] octets) {
        isReadOrDropped(octets);
    }
}
