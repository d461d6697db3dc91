package org.hedgerow.wire;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.AddressText;
import org.hedgerow.Answer;
import org.hedgerow.DomainName;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.PrintableText;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;
import org.jspecify.annotations.Nullable;

/** The grammar of the line format: what its lines say, without their ends. */
final class LineText {
    private static final byte[] TIMED_OUT = ascii(" - TIMED OUT");
    private static final String INVALID_NAME = " - INVALID NAME";
    private static final byte[] INVALID_NAME_BYTES = ascii(INVALID_NAME);
    private static final byte[] CLASS_IN = ascii(" IN");

    /** No line at all. */
    static final byte[] NONE = {};

    private LineText() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * {@code Name IPaddress Type IN}: the format carries one address, under the name that was asked for. {@link #NONE} if
     * the answer has none.
     */
    static byte[] found(Found found) {
        DomainName name = found.first().name();
        ResourceRecord address = found.address();
        if (address == null) {
            return NONE;
        }
        byte[] value = ascii(" " + address.data() + " " + address.type());
        byte[] line = new byte[name.octets() + value.length + CLASS_IN.length];
        name.copyTo(line, 0);
        System.arraycopy(value, 0, line, name.octets(), value.length);
        System.arraycopy(CLASS_IN, 0, line, line.length - CLASS_IN.length, CLASS_IN.length);
        return line;
    }

    static byte[] timedOut(DomainName name) {
        byte[] line = new byte[name.octets() + TIMED_OUT.length];
        name.copyTo(line, 0);
        System.arraycopy(TIMED_OUT, 0, line, name.octets(), TIMED_OUT.length);
        return line;
    }

    static byte[] invalidName(byte[] sent, int from, int to) {
        return (PrintableText.of(sent, from, to) + INVALID_NAME).getBytes(StandardCharsets.UTF_8);
    }

    /** The index after a reply's name, its first blank; -1 if there is none. */
    static int nameEnd(byte[] line, int from, int to) {
        return indexOf(line, from, to, ' ');
    }

    /** Whether a reply says, after its name, that the server gave up. */
    static boolean isTimedOut(byte[] line, int nameEnd, int to) {
        return matches(TIMED_OUT, line, nameEnd, to);
    }

    /**
     * What a reply says after its name.
     *
     * @param nameEnd where the name ends, as {@link #nameEnd} found it
     */
    static Answer answer(DomainName name, byte[] line, int from, int nameEnd, int to) {
        if (isTimedOut(line, nameEnd, to)) {
            return new Failed(Failed.Reason.TIMEOUT, name + ": the server says that it timed out");
        }
        int valueEnd = indexOf(line, nameEnd + 1, to, ' ');
        int typeEnd = valueEnd < 0 ? -1 : indexOf(line, valueEnd + 1, to, ' ');
        if (typeEnd >= 0 && matches(CLASS_IN, line, typeEnd, to)) {
            InetAddress address = AddressText.parse(line, nameEnd + 1, valueEnd);
            RecordType type = addressType(line, valueEnd + 1, typeEnd);
            if (address != null && type != null) {
                ResourceRecord found = ResourceRecord.of(name, address);
                if (found.type().equals(type)) {
                    // Relayed as it came.
                    return new Found(List.of(found), LineText.class, Arrays.copyOfRange(line, from, to));
                }
            }
        }
        return new Failed(
                Failed.Reason.BAD_REPLY,
                "expected \"Name IPaddress Type IN\", found \"" + PrintableText.of(line, from, to) + "\"");
    }

    /**
     * Where a reply ends that no line end follows: after {@code IN} as its fourth field, or after what servers say
     * instead of an address; -1 while it is not complete.
     */
    static int bareReplyEnd(byte[] line, int from, int to) {
        int nameEnd = indexOf(line, from, to, ' ');
        if (nameEnd < 0) {
            return -1;
        }
        if (startsWith(TIMED_OUT, line, nameEnd, to)) {
            return nameEnd + TIMED_OUT.length;
        }
        if (startsWith(INVALID_NAME_BYTES, line, nameEnd, to)) {
            return nameEnd + INVALID_NAME_BYTES.length;
        }
        int valueEnd = indexOf(line, nameEnd + 1, to, ' ');
        int typeEnd = valueEnd < 0 ? -1 : indexOf(line, valueEnd + 1, to, ' ');
        return typeEnd >= 0 && startsWith(CLASS_IN, line, typeEnd, to) ? typeEnd + CLASS_IN.length : -1;
    }

    private static @Nullable RecordType addressType(byte[] line, int from, int to) {
        boolean allA = true;
        for (int i = from; i < to; i++) {
            allA &= line[i] == 'A';
        }
        if (!allA) {
            return null;
        }
        return switch (to - from) {
            case 1 -> RecordType.A;
            case 4 -> RecordType.AAAA;
            default -> null;
        };
    }

    private static boolean matches(byte[] expected, byte[] line, int from, int to) {
        return to - from == expected.length && startsWith(expected, line, from, to);
    }

    private static boolean startsWith(byte[] expected, byte[] line, int from, int to) {
        if (to - from < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (line[from + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    static int indexOf(byte[] line, int from, int to, char octet) {
        for (int i = from; i < to; i++) {
            if (line[i] == octet) {
                return i;
            }
        }
        return -1;
    }
}
