package org.hedgerow.record;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The slow path of names with octets that their text escapes (RFC 1035, section 5.1). */
final class NameText {
    private static final int LONGEST = 4 * DomainName.MAX_WIRE_OCTETS; // \DDD for each octet
    private static final boolean[] PLAIN = plain();

    private NameText() {}

    /** Whether the octet stands for itself in text, whatever is around it. */
    static boolean isPlain(int octet) {
        return PLAIN[octet & 0xFF];
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        Arrays.fill(plain, ' ' + 1, 0x7F, true);
        plain['.'] = false;
        plain['\\'] = false;
        return plain;
    }

    /** The labels of a text with escapes, as they are on the wire; null if it is no name, be it for its length or form. */
    static byte @Nullable [] parse(byte[] bytes, int from, int to) {
        if (to - from > LONGEST || !Utf8.isText(bytes, from, to)) {
            return null;
        }
        byte[] wire = new byte[to - from + 2];
        int label = 0;
        int at = 1;
        for (int i = from; i < to; i++) {
            int octet = bytes[i];
            if (octet == '.') {
                if (!endLabel(wire, label, at)) {
                    return null;
                }
                label = at++;
            } else if (octet == '\\') {
                int escaped = escaped(bytes, i, to);
                if (escaped < 0) {
                    return null;
                }
                wire[at++] = (byte) escaped;
                i += escapeLength(bytes, i) - 1;
            } else if (octet >= 0 && !isPlain(octet)) {
                return null;
            } else {
                wire[at++] = (byte) octet;
            }
        }
        boolean finalDot = label == at - 1;
        if (!finalDot && !endLabel(wire, label, at)) {
            return null;
        }
        return wire; // what is behind the last label is 0, the end
    }

    private static boolean endLabel(byte[] wire, int label, int end) {
        int octets = end - label - 1;
        if (octets < 1 || octets > DomainName.MAX_LABEL_OCTETS) {
            return false;
        }
        wire[label] = (byte) octets;
        return true;
    }

    /** What the escape stands for that begins with the backslash at {@code at}; negative if it is none. */
    static int escaped(byte[] bytes, int at, int to) {
        if (at + 1 >= to) {
            return -1;
        }
        if (!isDigit(bytes[at + 1])) {
            return bytes[at + 1] & 0xFF;
        }
        if (at + 3 >= to || !isDigit(bytes[at + 2]) || !isDigit(bytes[at + 3])) {
            return -1;
        }
        int value = 100 * (bytes[at + 1] - '0') + 10 * (bytes[at + 2] - '0') + bytes[at + 3] - '0';
        return value <= 0xFF ? value : -1;
    }

    /** How long the escape is that begins with the backslash at {@code at}. */
    static int escapeLength(byte[] bytes, int at) {
        return isDigit(bytes[at + 1]) ? 4 : 2;
    }

    /** The text of labels that are on the wire. */
    static byte[] format(byte[] wire, int from) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int label = from; wire[label] != 0; label += 1 + wire[label]) {
            int end = label + 1 + wire[label];
            boolean readable = isAscii(wire, label + 1, end) || Utf8.isText(wire, label + 1, end);
            if (label > from) {
                text.write('.');
            }
            for (int i = label + 1; i < end; i++) {
                write(wire[i], readable, text);
            }
        }
        return text.toByteArray();
    }

    private static void write(int octet, boolean readable, ByteArrayOutputStream text) {
        if (octet == '.' || octet == '\\') {
            text.write('\\');
            text.write(octet);
        } else if (isPlain(octet) || (octet < 0 && readable)) {
            text.write(octet);
        } else {
            int value = octet & 0xFF;
            text.write('\\');
            text.write('0' + value / 100);
            text.write('0' + value / 10 % 10);
            text.write('0' + value % 10);
        }
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }
}
