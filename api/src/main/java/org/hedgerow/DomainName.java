package org.hedgerow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A domain name within the limits of RFC 1035, section 2.3.4: labels of 1 to 63 octets, 253 octets of text in all.
 *
 * <p>Names are compared ignoring the case of ASCII letters (RFC 4343) and a final dot, and keep the spelling that they
 * were made with. Octets outside ASCII must be UTF-8; blanks and control characters are not allowed. Immutable.
 */
public final class DomainName {
    /** The longest name, in octets of text without the final dot. */
    public static final int MAX_OCTETS = 253;

    /** The longest label, in octets. */
    public static final int MAX_LABEL_OCTETS = 63;

    private final byte[] text;
    private final int length; // without the final dot
    private final int hash;

    private DomainName(byte[] text, int length, int hash) {
        this.text = text;
        this.length = length;
        this.hash = hash;
    }

    /**
     * The name that is written so.
     *
     * @throws IllegalArgumentException if it is not a domain name; the message says what was expected
     */
    public static DomainName of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        DomainName parsed = tryParse(bytes, 0, bytes.length);
        if (parsed == null) {
            throw new IllegalArgumentException(
                    "expected a domain name (labels of 1 to 63 octets, 253 in all, no blanks)," + " found \""
                            + PrintableText.of(bytes, 0, bytes.length) + "\"");
        }
        return parsed;
    }

    /** Reads a name from UTF-8 bytes; null, not an exception, if it is none. The bytes are copied. */
    public static @Nullable DomainName tryParse(byte[] bytes, int from, int to) {
        int end = to - from > 1 && bytes[to - 1] == '.' ? to - 1 : to;
        boolean root = to - from == 1 && bytes[from] == '.';
        if (end - from > MAX_OCTETS || end <= from) {
            return null;
        }
        int hash = 0;
        int labelStart = from;
        boolean ascii = true;
        for (int i = from; i < end; i++) {
            int octet = bytes[i];
            if (octet == '.') {
                if ((i == labelStart || i - labelStart > MAX_LABEL_OCTETS) && !root) {
                    return null;
                }
                labelStart = i + 1;
            } else if (octet >= 0 && (octet <= ' ' || octet == 0x7F)) {
                return null;
            }
            ascii &= octet >= 0;
            hash = 31 * hash + lower(octet);
        }
        if ((labelStart == end || end - labelStart > MAX_LABEL_OCTETS) && !root) {
            return null;
        }
        if (!ascii && !Utf8.isText(bytes, from, end)) {
            return null;
        }
        return new DomainName(Arrays.copyOfRange(bytes, from, to), end - from, hash);
    }

    /** The name's octets of text, UTF-8, as they are spelled. */
    public int octets() {
        return text.length;
    }

    /** Copies the name's octets, as they are spelled, to {@code target} from {@code at} on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(text, 0, target, at, text.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DomainName name && hash == name.hash && matches(name);
    }

    private boolean matches(DomainName other) {
        if (length != other.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[i] != other.text[i] && lower(text[i]) != lower(other.text[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The name as it is spelled. */
    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
    }
}
