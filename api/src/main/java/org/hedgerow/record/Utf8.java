package org.hedgerow.record;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** The slow path of names that are not ASCII. */
final class Utf8 {
    private Utf8() {}

    /** Whether the bytes are well-formed UTF-8 (RFC 3629) without control characters or white space. */
    static boolean isText(byte[] bytes, int from, int to) {
        CharBuffer chars = CharBuffer.allocate(to - from); // a character of two takes four octets
        // Without an exception, for anybody may send octets that are none.
        boolean wellFormed = !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, from, to - from), chars, true)
                .isError();
        chars.flip();
        while (wellFormed && chars.hasRemaining()) {
            char c = chars.get();
            wellFormed = !Character.isISOControl(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
        }
        return wellFormed;
    }
}
