package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrefixedMessagesFuzzTest {

    /** However a stream comes in, it has the same queries. */
    @MethodSource("org.hedgerow.dns.Seeds#streams")
    @ParameterizedTest
    void queriesAreTheSameInAnyChunks(byte[] stream) {
        if (stream.length > 0) {
            int chunk = 1 + (stream[0] & 0xFF);
            List<String> whole = queries(stream, stream.length, false);
            assertThat(queries(stream, chunk, false)).isEqualTo(whole);
            assertThat(queries(stream, chunk, true)).isEqualTo(whole);
        }
    }

    @MethodSource("org.hedgerow.dns.Seeds#streams")
    @FuzzTest
    void fuzz(byte[] octets) {
        queriesAreTheSameInAnyChunks(octets);
    }

    private List<String> queries(byte[] stream, int chunk, boolean stopping) {
        List<String> queries = new ArrayList<>();
        PrefixedMessages messages = new PrefixedMessages();
        PrefixedMessages.Messages taken = (bytes, from, to) -> {
            queries.add(String.valueOf(GivenQuery.read(bytes, from, to)));
            return !stopping || queries.size() % 3 == 0;
        };
        for (int at = 1; at < stream.length; at += chunk) {
            messages.feed(stream, at, Math.min(stream.length, at + chunk), taken);
        }
        while (messages.isStopped()) {
            messages.resume(taken);
        }
        return queries;
    }
}
