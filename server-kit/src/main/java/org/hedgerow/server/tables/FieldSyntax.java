package org.hedgerow.server.tables;

import java.util.Arrays;

/** What the octets of a line mean to those who split it into fields; blanks are spaces and tabs in all formats. */
enum FieldSyntax {
    /** As {@link org.hedgerow.record.TextFields} has it. */
    TABLE("#", "", "\"", "\\"),

    /** Words and comments. */
    HOSTS("#", "", "", ""),

    /** Master files (RFC 1035, section 5.1). */
    ZONE(";", "()", "\"", "\\");

    /** What an octet begins. */
    enum Kind {
        WORD,
        BLANK,
        COMMENT,
        OPENING,
        CLOSING,
        QUOTE,
        ESCAPE
    }

    private final Kind[] kinds = new Kind[1 << Byte.SIZE];

    FieldSyntax(String comment, String parentheses, String quote, String escape) {
        Arrays.fill(kinds, Kind.WORD);
        mark(" \t", Kind.BLANK);
        mark(comment, Kind.COMMENT);
        mark(quote, Kind.QUOTE);
        mark(escape, Kind.ESCAPE);
        if (!parentheses.isEmpty()) {
            kinds[parentheses.charAt(0)] = Kind.OPENING;
            kinds[parentheses.charAt(1)] = Kind.CLOSING;
        }
    }

    private void mark(String octets, Kind kind) {
        octets.chars().forEach(octet -> kinds[octet] = kind);
    }

    Kind kind(byte octet) {
        return kinds[octet & 0xFF];
    }

    /** Whether quotes end a word, as those of BIND do; else they are part of it. */
    boolean quotesEndWords() {
        return this == ZONE;
    }
}
