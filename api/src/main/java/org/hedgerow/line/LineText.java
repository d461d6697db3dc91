package org.hedgerow.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.PrintableText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of the line format. Replies that are to be sent have LF at their end, as most leave so; all else is about lines
 * without their ends.
 */
final class LineText {
    private static final byte[] TIMED_OUT = ascii(" - TIMED OUT");
    private static final byte[] TIMED_OUT_LINE = ascii(" - TIMED OUT\n");
    private static final String INVALID_NAME = " - INVALID NAME";
    private static final byte[] INVALID_NAME_BYTES = ascii(INVALID_NAME);
    private static final byte[] CLASS_IN = ascii(" IN");
    private static final char LF = '\n';

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;

    /** No line at all. */
    static final byte[] NONE = {};

    /** Instead of an end: there may be one yet. */
    static final int UNFINISHED = -1;

    /** Instead of an end: there cannot be one. */
    static final int NO_REPLY = -2;

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
        return reply(name, ascii(" " + address.data() + " " + address.type() + " IN\n"));
    }

    static byte[] timedOut(DomainName name) {
        return reply(name, TIMED_OUT_LINE);
    }

    private static byte[] reply(DomainName name, byte[] rest) {
        int octets = name.octets();
        byte[] line = new byte[octets + rest.length];
        name.copyTo(line, 0);
        System.arraycopy(rest, 0, line, octets, rest.length);
        return line;
    }

    static byte[] invalidName(byte[] sent, int from, int to) {
        return (PrintableText.of(sent, from, to) + INVALID_NAME + LF).getBytes(StandardCharsets.UTF_8);
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
     * What a reply says after its name; null if that is nothing that the format has.
     *
     * @param nameEnd where the name ends, as {@link #nameEnd} found it
     */
    static @Nullable Answer answer(DomainName name, byte[] line, int from, int nameEnd, int to) {
        if (isTimedOut(line, nameEnd, to)) {
            return Failed.of(Failed.Reason.TIMEOUT, name + ": the server says that it timed out");
        }
        int valueEnd = indexOf(line, nameEnd + 1, to, ' ');
        int typeEnd = valueEnd < 0 ? -1 : indexOf(line, valueEnd + 1, to, ' ');
        if (typeEnd >= 0 && matches(CLASS_IN, line, typeEnd, to)) {
            InetAddress address = AddressText.parse(line, nameEnd + 1, valueEnd);
            RecordType type = addressType(line, valueEnd + 1, typeEnd);
            if (address != null && type != null) {
                ResourceRecord found = ResourceRecord.of(name, address);
                if (found.type().equals(type)) {
                    // Relayed as it came, but for its end.
                    byte[] reply = Arrays.copyOfRange(line, from, to + 1);
                    reply[to - from] = LF;
                    return Found.of(new RelayedLine(found, reply), 0);
                }
            }
        }
        return matches(INVALID_NAME_BYTES, line, nameEnd, to)
                ? Failed.of(Failed.Reason.BAD_REPLY, name + ": the server says that this is no name")
                : null;
    }

    /**
     * Where the reply ends that begins at {@code from}, whether a line end follows or not: after {@code IN} as its fourth
     * field, or after what servers say instead of an address. {@link #UNFINISHED} if that is still to come,
     * {@link #NO_REPLY} if it cannot come any more.
     */
    static int replyEnd(byte[] line, int from, int to) {
        int nameEnd = nameEnd(line, from, to);
        if (nameEnd == from) {
            return NO_REPLY;
        }
        if (nameEnd < 0 || nameEnd + 1 == to) {
            return UNFINISHED;
        }
        if (line[nameEnd + 1] == '-') {
            int end = phraseEnd(TIMED_OUT, line, nameEnd, to);
            return end == NO_REPLY ? phraseEnd(INVALID_NAME_BYTES, line, nameEnd, to) : end;
        }
        int valueEnd = indexOf(line, nameEnd + 1, to, ' ');
        if (!mayBeAddress(line, nameEnd + 1, valueEnd < 0 ? to : valueEnd)) {
            return NO_REPLY;
        }
        int typeEnd = valueEnd < 0 ? -1 : indexOf(line, valueEnd + 1, to, ' ');
        if (typeEnd >= 0) {
            boolean known = addressType(line, valueEnd + 1, typeEnd) != null;
            return known ? phraseEnd(CLASS_IN, line, typeEnd, to) : NO_REPLY;
        }
        return valueEnd < 0 || allA(line, valueEnd + 1, to) ? UNFINISHED : NO_REPLY;
    }

    private static int phraseEnd(byte[] phrase, byte[] line, int from, int to) {
        int octets = Math.min(phrase.length, to - from);
        if (!Arrays.equals(phrase, 0, octets, line, from, from + octets)) {
            return NO_REPLY;
        }
        return octets < phrase.length ? UNFINISHED : from + octets;
    }

    private static boolean mayBeAddress(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] != '.' && line[i] != ':' && Character.digit(line[i], 16) < 0) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean allA(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] != 'A') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable RecordType addressType(byte[] line, int from, int to) {
        if (!allA(line, from, to)) {
            return null;
        }
        return switch (to - from) {
            case 1 -> RecordType.A;
            case 4 -> RecordType.AAAA;
            default -> null;
        };
    }

    private static boolean matches(byte[] expected, byte[] line, int from, int to) {
        if (to - from != expected.length) {
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
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long gaps = (long) EIGHT.get(line, i) ^ octet * ONES;
            long found = (gaps - ONES)
                    & ~gaps
                    & HIGHEST_BITS; // its lowest bit that is set is that of the first octet which is 0
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; i < to; i++) {
            if (line[i] == octet) {
                return i;
            }
        }
        return -1;
    }
}
