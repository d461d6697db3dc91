package org.hedgerow;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The slow path of names that are not ASCII. */
final class Utf8 {
    private Utf8() {}

    /** Whether the bytes are well-formed UTF-8 (RFC 3629) without control characters or white space. */
    static boolean isText(byte[] bytes, int from, int to) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return chars.chars()
                    .noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c));
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
