package org.hedgerow.samples.concurrency;

import java.nio.ByteBuffer;

/**
 * What a client has sent of its one request: a decimal number. It never holds more than {@value #MOST_OCTETS} octets,
 * whatever the client sends. Confined to the lane of its connection.
 */
final class Request {
    /** The most octets that a client may ask for: 1 GiB. */
    static final long LIMIT = 1L << 30;

    private static final int MOST_OCTETS = 64;
    private static final String NUMBER = "0*[0-9]{1,10}";

    private final StringBuilder text = new StringBuilder();
    private boolean complete;

    /** Takes what has arrived, up to the line end; tells whether nothing more is needed to answer. */
    boolean take(ByteBuffer bytes) {
        while (!complete && bytes.hasRemaining()) {
            byte octet = bytes.get();
            if (octet == '\n') {
                complete = true;
            } else {
                text.append(printable(octet));
                complete = text.length() == MOST_OCTETS;
            }
        }
        return complete;
    }

    /** Without the line end. */
    String text() {
        return text.toString().strip();
    }

    /** How many octets a client asks for by this text; -1 if it is no number that can be served. */
    static long parse(String text) {
        if (text.length() >= MOST_OCTETS || !text.matches(NUMBER)) {
            return -1;
        }
        long octets = Long.parseLong(text);
        return octets <= LIMIT ? octets : -1;
    }

    /** What is wrong with a text that is no such number. */
    static String expected(String text) {
        String found = text.isEmpty() ? "nothing" : '"' + text + (text.length() < MOST_OCTETS ? "\"" : "...\"");
        return "expected a number of octets from 0 to " + LIMIT + ", found " + found;
    }

    /** As the protocol has it: {@code error: expected ...}. */
    String refusal() {
        return "error: " + expected(text()) + "\n";
    }

    private static char printable(byte octet) {
        if (octet == '\r' || octet == '\t') {
            return ' ';
        }
        return octet >= ' ' && octet <= '~' ? (char) octet : '?';
    }
}
