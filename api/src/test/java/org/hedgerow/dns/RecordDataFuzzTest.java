package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordLine;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.TextFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data of any type that any octets are: read within its bounds, and the same in all its forms. */
class RecordDataFuzzTest {
    private static final List<RecordType> TYPES = IntStream.range(0, 0x10000)
            .mapToObj(RecordType::of)
            .filter(each -> each.hasTextForm() || each.equals(RecordType.of(30)) || each.code() == 65_280)
            .toList();

    private final DnsReader reader = new DnsReader();
    private final DnsWriter writer = new DnsWriter();

    /** Messages, and the data of all types behind a header. */
    static Stream<byte[]> seeds() {
        return Stream.concat(Seeds.messages(), RecordLine.all().map(each -> {
            byte[] data = each.data().wire().toBytes();
            byte[] message = new byte[DnsHeader.OCTETS + data.length];
            System.arraycopy(data, 0, message, DnsHeader.OCTETS, data.length);
            return message;
        }));
    }

    @MethodSource("seeds")
    @ParameterizedTest
    void isReadWithinItsBoundsAndTheSameInAllForms(byte[] message) {
        int end = message.length;
        for (int start = DnsHeader.OCTETS; start < Math.min(end, 24); start++) {
            for (RecordType type : TYPES) {
                read(type, message, start, end - start);
                read(type, message, start, Math.min(end - start, 24));
            }
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void fuzz(byte[] octets) {
        isReadWithinItsBoundsAndTheSameInAllForms(octets);
    }

    private void read(RecordType type, byte[] message, int start, int length) {
        reader.over(message, 0, start, message.length);
        RecordData data;
        try {
            data = reader.data(type, length);
        } catch (BadMessageException e) {
            return;
        }
        assertThat(reader.position()).isEqualTo(start + length);
        assertThat(reader.left()).isEqualTo(message.length - start - length);
        String text = data.text();
        boolean isNoText = type.equals(RecordType.TXT) && length == 0; // which others send, but nobody writes
        if (!isNoText) {
            RecordData parsed = RecordText.parse(type, TextFields.split(text));
            if (!parsed.equals(data)) {
                throw new AssertionError(
                        type + " " + text + " of " + data.wire().generic() + " is read as " + parsed);
            }
        }
        assertIsWritten(type, data);
    }

    private void assertIsWritten(RecordType type, RecordData data) {
        writer.begin();
        writer.bytes(new byte[DnsHeader.OCTETS]);
        data.writeTo(writer);
        int written = writer.length() - DnsHeader.OCTETS;
        Octets wire = data.wire();
        reader.over(
                writer.bytes(),
                DnsWriter.PREFIX,
                DnsWriter.PREFIX + DnsHeader.OCTETS,
                DnsWriter.PREFIX + writer.length());
        try {
            if (!reader.data(type, written).equals(data) || written > wire.length()) {
                throw new AssertionError(type + " " + HexFormat.of().formatHex(wire.toBytes()));
            }
        } catch (BadMessageException e) {
            throw new AssertionError(e);
        }
    }
}
