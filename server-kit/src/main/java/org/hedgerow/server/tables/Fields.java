package org.hedgerow.server.tables;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Origin;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.TtlText;
import org.hedgerow.server.tables.FieldSyntax.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a line, or of several lines that parentheses make one, with their quotes and backslashes. They are parts of
 * one array of octets, and used again for the next line, for most lines of a large file never become strings.
 */
final class Fields {
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

    Fields(FieldSyntax syntax) {
        this.syntax = syntax;
    }

    /** Forgets the fields, but not the parentheses that are open. */
    void clear() {
        length = 0;
        count = 0;
    }

    /** Adds those of another line. */
    void add(byte[] line, int from, int to) throws BadLineException {
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

    int count() {
        return count;
    }

    /** How many parentheses are open. */
    int depth() {
        return depth;
    }

    /** Whether there is a blank before the first. */
    boolean indented() {
        return indented;
    }

    /** Whether the field is this word, ignoring the case of ASCII letters. */
    boolean is(int field, String word) {
        int from = from(field);
        if (to(field) - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Character.toUpperCase(text[from + i]) != Character.toUpperCase(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    boolean beginsWith(int field, char octet) {
        return text[from(field)] == octet;
    }

    boolean endsWith(int field, char octet) {
        return text[to(field) - 1] == octet;
    }

    /** Where in the field the octet is first, as {@link String#indexOf(int)} has it. */
    int indexOf(int field, char octet) {
        for (int at = from(field); at < to(field); at++) {
            if (text[at] == octet) {
                return at - from(field);
            }
        }
        return -1;
    }

    String string(int field) {
        return new String(text, from(field), to(field) - from(field), StandardCharsets.UTF_8);
    }

    /**
     * This field and all behind it.
     *
     * @param anyBytes whether what is not UTF-8 becomes escapes; else that is bad
     */
    List<String> stringsFrom(int field, boolean anyBytes) throws BadLineException {
        List<String> strings = new ArrayList<>(count - field);
        for (int i = field; i < count; i++) {
            String string = AnyBytes.utf8(text, from(i), to(i));
            if (string == null && !anyBytes) {
                throw expected("text in UTF-8", i);
            }
            strings.add(string == null ? AnyBytes.escaped(text, from(i), to(i)) : string);
        }
        return strings;
    }

    /** The address that the field is; null if it is none. */
    @Nullable
    InetAddress address(int field) {
        return AddressText.parse(text, from(field), to(field));
    }

    /** The address that the first octets of the field are; null if they are none. */
    @Nullable
    InetAddress address(int field, int octets) {
        return AddressText.parse(text, from(field), from(field) + octets);
    }

    /** The seconds that the field is, which may be more than a TTL can be; {@link TtlText#NONE} if it is none. */
    long ttl(int field) {
        return TtlText.parse(text, from(field), to(field));
    }

    /** The type that the field is; null if it is none. */
    @Nullable
    RecordType type(int field) {
        return is(field, "A") ? RecordType.A : RecordType.parse(string(field)).orElse(null);
    }

    /** The name that the field is, in quotes or not. */
    DomainName name(int field, Origin origin) throws BadLineException {
        boolean quoted = to(field) - from(field) > 1 && beginsWith(field, '"') && endsWith(field, '"');
        return quoted ? name(text, from(field) + 1, to(field) - 1, origin) : name(text, from(field), to(field), origin);
    }

    /** The absolute name that the field is, where a backslash is a character like others. */
    DomainName plainName(int field) throws BadLineException {
        if (indexOf(field, '\\') < 0) {
            return name(text, from(field), to(field), Origin.absolute());
        }
        byte[] escaped = AnyBytes.withPlainBackslashes(text, from(field), to(field));
        return name(escaped, 0, escaped.length, Origin.absolute());
    }

    private static DomainName name(byte[] text, int from, int to, Origin origin) throws BadLineException {
        try {
            return origin.parse(text, from, to);
        } catch (IllegalArgumentException e) {
            throw new BadLineException(e);
        }
    }

    /** A complaint about all there is. */
    BadLineException expected(String what) {
        return new BadLineException(what, text, 0, length);
    }

    /** A complaint about one of them. */
    BadLineException expected(String what, int field) {
        return new BadLineException(what, text, from(field), to(field));
    }

    private int from(int field) {
        return bounds[2 * field];
    }

    private int to(int field) {
        return bounds[2 * field + 1];
    }
}
