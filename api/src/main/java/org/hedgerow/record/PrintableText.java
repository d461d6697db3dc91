package org.hedgerow.record;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Shows bytes that somebody sent, which may hold anything, so that they are safe to log, print and send back. */
public final class PrintableText {
    /** How many characters are shown. */
    public static final int MAX_CHARACTERS = 64;

    private PrintableText() {}

    /** The bytes as text: what is no printable character becomes {@code ?}, cut to {@value #MAX_CHARACTERS} characters. */
    public static String of(byte[] bytes, int from, int to) {
        Objects.requireNonNull(bytes, "bytes");
        int enough = Math.min(to, from + 4 * MAX_CHARACTERS); // a character is at most four bytes of UTF-8
        StringBuilder printable = new StringBuilder();
        new String(bytes, from, enough - from, StandardCharsets.UTF_8)
                .codePoints()
                .limit(MAX_CHARACTERS)
                .map(c -> isPrintable(c) ? c : '?')
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** The text, shown so, in quotes, as messages about it have it. */
    static String quoted(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return '"' + of(bytes, 0, bytes.length) + '"';
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> false;
            case Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint != 0xFFFD;
        };
    }
}
