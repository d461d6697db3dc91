package org.hedgerow.server.tables;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Origin;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.TtlText;
import org.jspecify.annotations.Nullable;

/** The fields of a line, and what they mean as values of their own. */
final class Fields extends SplitLines {

    Fields(FieldSyntax syntax) {
        super(syntax);
    }

    /** Whether the field is this word, ignoring the case of ASCII letters. */
    boolean is(int field, String word) {
        int from = from(field);
        if (to(field) - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Character.toUpperCase(text()[from + i]) != Character.toUpperCase(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    boolean beginsWith(int field, char octet) {
        return text()[from(field)] == octet;
    }

    boolean endsWith(int field, char octet) {
        return text()[to(field) - 1] == octet;
    }

    /** Where in the field the octet is first, as {@link String#indexOf(int)} has it. */
    int indexOf(int field, char octet) {
        for (int at = from(field); at < to(field); at++) {
            if (text()[at] == octet) {
                return at - from(field);
            }
        }
        return -1;
    }

    String string(int field) {
        return new String(text(), from(field), to(field) - from(field), StandardCharsets.UTF_8);
    }

    /**
     * This field and all behind it.
     *
     * @param anyBytes whether what is not UTF-8 becomes escapes; else that is bad
     */
    List<String> stringsFrom(int field, boolean anyBytes) throws BadLineException {
        List<String> strings = new ArrayList<>(count() - field);
        for (int i = field; i < count(); i++) {
            String string = AnyBytes.utf8(text(), from(i), to(i));
            if (string == null && !anyBytes) {
                throw expected("text in UTF-8", i);
            }
            strings.add(string == null ? AnyBytes.escaped(text(), from(i), to(i)) : string);
        }
        return strings;
    }

    /** The address that the field is; null if it is none. */
    @Nullable
    InetAddress address(int field) {
        return AddressText.parse(text(), from(field), to(field));
    }

    /** The address that the first octets of the field are; null if they are none. */
    @Nullable
    InetAddress address(int field, int octets) {
        return AddressText.parse(text(), from(field), from(field) + octets);
    }

    /** The seconds that the field is, which may be more than a TTL can be; {@link TtlText#NONE} if it is none. */
    long ttl(int field) {
        return TtlText.parse(text(), from(field), to(field));
    }

    /** The type that the field is; null if it is none. */
    @Nullable
    RecordType type(int field) {
        return is(field, "A") ? RecordType.A : RecordType.parse(string(field)).orElse(null);
    }

    /** The name that the field is, in quotes or not. */
    DomainName name(int field, Origin origin) throws BadLineException {
        boolean quoted = to(field) - from(field) > 1 && beginsWith(field, '"') && endsWith(field, '"');
        return quoted
                ? name(text(), from(field) + 1, to(field) - 1, origin)
                : name(text(), from(field), to(field), origin);
    }

    /** The absolute name that the field is, where a backslash is a character like others. */
    DomainName plainName(int field) throws BadLineException {
        if (indexOf(field, '\\') < 0) {
            return name(text(), from(field), to(field), Origin.absolute());
        }
        byte[] escaped = AnyBytes.withPlainBackslashes(text(), from(field), to(field));
        return name(escaped, 0, escaped.length, Origin.absolute());
    }

    private static DomainName name(byte[] text, int from, int to, Origin origin) throws BadLineException {
        try {
            return origin.parse(text, from, to);
        } catch (IllegalArgumentException e) {
            throw new BadLineException(e);
        }
    }
}
