package org.hedgerow.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.dns.DnsJava;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineFormatFuzzTest {
    /** Any octets are lines, queries, names and replies, or none of these, in whatever chunks they come. */
    @MethodSource("org.hedgerow.dns.Seeds#lines")
    @ParameterizedTest
    void anyOctetsAreReadOrRefused(byte[] octets) {
        name(octets, 0, octets.length);
        reply(octets, 0, octets.length);
        for (int chunk : new int[] {1, 3, 64}) {
            assertThat(lines(octets, chunk)).isEqualTo(lines(octets, octets.length + 1));
            assertThat(queries(octets, chunk, true)).isEqualTo(queries(octets, octets.length + 1, false));
            assertThat(replies(octets, chunk)).isEqualTo(replies(octets, octets.length + 1));
        }
    }

    @MethodSource("org.hedgerow.dns.Seeds#lines")
    @FuzzTest
    void fuzz(byte[] octets) {
        anyOctetsAreReadOrRefused(octets);
    }

    private static void name(byte[] octets, int from, int to) {
        DomainName name = DomainName.tryParse(octets, from, to);
        if (name != null) {
            byte[] text = name.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(name.octets()).isEqualTo(text.length);
            DomainName again = DomainName.tryParse(text, 0, text.length);
            assertThat(again).isEqualTo(name).hasToString(name.toString()).hasSameHashCodeAs(name);
            assertThat(again.isSpelledAs(name)).isTrue();
            byte[] wire = DnsJava.wire(name);
            assertThat(DomainName.tryReadWire(wire, 0, wire.length))
                    .isEqualTo(name)
                    .hasSameHashCodeAs(name);
        }
    }

    private static void reply(byte[] octets, int from, int to) {
        assertThat(LineText.replyEnd(octets, from, to)).isBetween(-2, to);
        int nameEnd = LineText.nameEnd(octets, from, to);
        DomainName name = nameEnd < 0 ? null : DomainName.tryParse(octets, from, nameEnd);
        if (name != null) {
            Answer answer = LineText.answer(name, octets, from, nameEnd, to);
            if (answer instanceof Found found) {
                byte[] line = LineText.found(Found.of(found.records()));
                int lineEnd = line.length - 1;
                int end = LineText.nameEnd(line, 0, lineEnd);
                assertThat(LineText.answer(name, line, 0, end, lineEnd)).isEqualTo(found);
            }
        }
    }

    private static List<String> lines(byte[] octets, int chunk) {
        List<String> lines = new ArrayList<>();
        LineBuffer buffer = new LineBuffer();
        for (int at = 0; at < octets.length; at += chunk) {
            boolean more = buffer.feed(octets, at, Math.min(octets.length, at + chunk), (bytes, from, to) -> {
                name(bytes, from, to);
                reply(bytes, from, to);
                return lines.add(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            });
            assertThat(more).isTrue();
        }
        lines.add("rest of " + buffer.size());
        return lines;
    }

    /** The replies that are understood, whatever stands between them, and at the end one that comes after a pause. */
    private static List<String> replies(byte[] octets, int chunk) {
        List<String> replies = new ArrayList<>();
        ReplyFraming framing = new ReplyFraming(new ReplyFraming.Replies() {
            @Override
            public boolean reply(byte[] bytes, int from, int to) {
                int nameEnd = LineText.nameEnd(bytes, from, to);
                DomainName name = nameEnd < 0 ? null : DomainName.tryParse(bytes, from, nameEnd);
                Answer answer = name == null ? null : LineText.answer(name, bytes, from, nameEnd, to);
                return answer != null && replies.add(answer.toString());
            }

            @Override
            public void strange(byte[] bytes, int from, int to) {
                assertThat(to).isBetween(from + 1, bytes.length);
            }

            @Override
            public boolean isAsked(DomainName name) {
                return name.octets() % 3 == 0;
            }
        });
        for (int at = 0; at < octets.length; at += chunk) {
            framing.feed(octets, at, Math.min(octets.length, at + chunk));
        }
        List<String> found = List.copyOf(replies);
        framing.quiet();
        framing.quiet();
        framing.quiet();
        replies.clear();
        byte[] last = "last.example 192.0.2.1 A IN\n".getBytes(StandardCharsets.UTF_8);
        framing.feed(last, 0, last.length);
        assertThat(replies).endsWith("Found[last.example 192.0.2.1 A IN]");
        assertThat(framing.hasPartial()).isFalse();
        return found;
    }

    private static List<String> queries(byte[] octets, int chunk, boolean stopping) {
        List<String> queries = new ArrayList<>();
        LineFraming framing = new LineFraming(new LineFraming.Queries() {
            @Override
            public boolean query(byte[] bytes, int from, int to, LineEnd end) {
                queries.add(end + new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
                return !stopping || queries.size() % 3 == 0;
            }

            @Override
            public void lateEnd(LineEnd end) {
                queries.add("late " + end);
            }
        });
        for (int at = 0; at < octets.length && !framing.isTooLong(); at += chunk) {
            framing.feed(octets, at, Math.min(octets.length, at + chunk));
            while (framing.isStopped()) {
                framing.resume();
            }
        }
        framing.endBare();
        while (framing.isStopped()) {
            framing.resume();
        }
        return queries;
    }
}
