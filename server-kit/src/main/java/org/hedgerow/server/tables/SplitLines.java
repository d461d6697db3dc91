package org.hedgerow.server.tables;

import java.util.Arrays;
import org.hedgerow.server.tables.FieldSyntax.Kind;

/**
 * A line, or several lines that parentheses make one, split into fields, with their quotes and backslashes. They are parts of one
 * array of bytes, which is used again for the next line, because most lines of a large file never become strings.
 */
class SplitLines {
    /** How much there may be within parentheses, in octets: the longest record with each octet escaped fits. */
    static final int MAX_OCTETS = 512 * 1024;

    private static final byte[] GAP = {' '}; // where one line ends and the next begins

    private final FieldSyntax syntax;
    private byte[] text = new byte[256];
    private int length;
    private int[] bounds = new int[32]; // where each field begins and ends
    private int count;
    private int depth;
    private boolean indented;

    SplitLines(FieldSyntax syntax) {
        this.syntax = syntax;
    }

    /** Forgets the fields, but not the parentheses that are open. */
    final void clear() {
        length = 0;
        count = 0;
    }

    /** Adds those of another line. */
    final void add(byte[] line, int from, int to) throws BadLineException {
        if (length + to - from > MAX_OCTETS) {
            throw expected("at most " + MAX_OCTETS + " octets within parentheses");
        }
        if (length == 0) {
            indented = from < to && syntax.kind(line[from]) == Kind.BLANK;
        } else {
            append(GAP, 0, GAP.length);
        }
        int start = length;
        append(line, from, to);
        split(start);
    }

    private void append(byte[] octets, int from, int to) {
        int needed = length + to - from;
        if (needed > text.length) {
            text = Arrays.copyOf(text, 2 * needed);
        }
        System.arraycopy(octets, from, text, length, to - from);
        length = needed;
    }

    private void split(int start) throws BadLineException {
        int at = start;
        while (at < length) {
            switch (syntax.kind(text[at])) {
                case BLANK -> at++;
                case COMMENT -> at = length;
                case OPENING -> {
                    depth++;
                    at++;
                }
                case CLOSING -> {
                    if (depth == 0) {
                        throw expected("an opening parenthesis before the closing one");
                    }
                    depth--;
                    at++;
                }
                case QUOTE -> at = field(at, endOfQuotes(at));
                case WORD, ESCAPE -> at = field(at, endOfWord(at));
            }
        }
    }

    private int field(int from, int to) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        count++;
        return to;
    }

    private int endOfWord(int from) {
        int at = from;
        while (at < length) {
            switch (syntax.kind(text[at])) {
                case WORD -> at++;
                case ESCAPE -> at += 2;
                case QUOTE -> {
                    if (syntax.quotesEndWords()) {
                        return at;
                    }
                    at++;
                }
                default -> {
                    return at;
                }
            }
        }
        return length; // a backslash may be the last of the line
    }

    private int endOfQuotes(int from) throws BadLineException {
        for (int at = from + 1; at < length; at++) {
            Kind kind = syntax.kind(text[at]);
            if (kind == Kind.QUOTE) {
                return at + 1;
            } else if (kind == Kind.ESCAPE) {
                at++;
            }
        }
        throw new BadLineException("a closing quote", text, from, length);
    }

    final int count() {
        return count;
    }

    /** How many parentheses are open. */
    final int depth() {
        return depth;
    }

    /** Whether there is a blank before the first. */
    final boolean indented() {
        return indented;
    }

    /** What the fields are parts of. */
    final byte[] text() {
        return text;
    }

    /** Where the field begins. */
    final int from(int field) {
        return bounds[2 * field];
    }

    /** Where the field ends. */
    final int to(int field) {
        return bounds[2 * field + 1];
    }

    /** A complaint about all there is. */
    final BadLineException expected(String what) {
        return new BadLineException(what, text, 0, length);
    }

    /** A complaint about one of them. */
    final BadLineException expected(String what, int field) {
        return new BadLineException(what, text, from(field), to(field));
    }
}
