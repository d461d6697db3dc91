package org.hedgerow.server.tables;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text of files that need not be UTF-8. */
final class AnyBytes {
    private static final char REPLACEMENT = '\uFFFD'; // of what is not UTF-8

    private AnyBytes() {}

    /** The text; null if it is not UTF-8. */
    static @Nullable String utf8(byte[] text, int from, int to) {
        String string = new String(text, from, to - from, StandardCharsets.UTF_8);
        if (string.indexOf(REPLACEMENT) < 0) {
            return string;
        }
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(bytes, 0, bytes.length, text, from, to) ? string : null;
    }

    /** The text with each byte outside of ASCII as {@code \DDD} (RFC 1035, section 5.1), whether it was escaped or not. */
    static String escaped(byte[] text, int from, int to) {
        StringBuilder escaped = new StringBuilder();
        for (int at = from; at < to; at++) {
            boolean escapes = text[at] == '\\' && at + 1 < to;
            if (escapes && text[at + 1] >= 0) {
                escaped.append('\\').append((char) text[++at]);
            } else if (text[at] < 0) {
                escaped.append('\\').append(text[at] & 0xFF); // which has three digits
            } else if (!escapes) {
                escaped.append((char) text[at]);
            }
        }
        return escaped.toString();
    }

    /** The text with two backslashes for each. */
    static byte[] withPlainBackslashes(byte[] text, int from, int to) {
        byte[] plain = new byte[2 * (to - from)];
        int length = 0;
        for (int at = from; at < to; at++) {
            plain[length++] = text[at];
            if (text[at] == '\\') {
                plain[length++] = '\\';
            }
        }
        return Arrays.copyOf(plain, length);
    }
}
