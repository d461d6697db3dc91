package org.hedgerow.record;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * Times of signatures (RFC 4034, section 3.2): {@code YYYYMMDDHHmmSS} in UTC, or seconds since 1970. They have 32 bits and
 * wrap around, so that a date means the same as those 136 years before and after; that from 1970 to 2106 is written.
 */
final class SignatureTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;

    private SignatureTime() {}

    static int parse(String what, String text) {
        if (!text.matches("[0-9]{14}")) {
            if (!text.matches("[0-9]{1,10}")) {
                throw TextReader.expected(what + " as YYYYMMDDHHmmSS, or in seconds", text);
            }
            return (int) TextReader.number(what, text, MAX_SECONDS);
        }
        try {
            return (int) LocalDateTime.parse(text, FORMAT).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw TextReader.expected(what + " as YYYYMMDDHHmmSS, or in seconds", text);
        }
    }

    static String format(int seconds) {
        return LocalDateTime.ofEpochSecond(Integer.toUnsignedLong(seconds), 0, ZoneOffset.UTC)
                .format(FORMAT);
    }
}
