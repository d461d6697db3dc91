package org.hedgerow.dns;

import java.nio.charset.StandardCharsets;

/** Messages that are written by hand, each octet as a character of ISO 8859-1. */
final class MessageOctets {
    /** Behind a header: "a." of type A. */
    static final String QUESTION_A = "\1a\0\0\1\0\1";

    private MessageOctets() {}

    static String u16(int value) {
        return "" + (char) (value >> 8 & 0xFF) + (char) (value & 0xFF);
    }

    static String header(int flags, int questions, int answers, int authorities, int additionals) {
        return u16(0x1234) + u16(flags) + u16(questions) + u16(answers) + u16(authorities) + u16(additionals);
    }

    static String pointer(int place) {
        return u16(0xC000 | place);
    }

    /** A record of class IN, and of TTL 7. */
    static String record(String owner, int type, String data) {
        return owner + u16(type) + u16(1) + "\0\0\0\7" + u16(data.length()) + data;
    }

    static byte[] octets(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
