package org.hedgerow.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A domain name within the limits of RFC 1035, section 2.3.4: labels of 1 to 63 octets, 255 octets on the wire, which are
 * 253 of text.
 *
 * <p>Names are compared ignoring the case of ASCII letters (RFC 4343) and a final dot, and keep the spelling that they
 * were made with. On the wire any octet may stand in a label. In text, octets outside ASCII are UTF-8; a dot or backslash
 * within a label, and octets that cannot be shown, are escaped as RFC 1035, section 5.1, has it: {@code \.} and
 * {@code \032}. Immutable.
 */
public final class DomainName {
    /** The longest name, in octets of text without escapes and the final dot. */
    public static final int MAX_OCTETS = 253;

    /** The longest label, in octets. */
    public static final int MAX_LABEL_OCTETS = 63;

    /** The longest name on the wire, in octets, with the lengths of its labels and the empty one at the end. */
    public static final int MAX_WIRE_OCTETS = 255;

    /** The name above all others. */
    public static final DomainName ROOT = new DomainName(new byte[1], 0, Text.PLAIN);

    // Labels with their lengths before them, and the empty label that ends every name (RFC 1035, section 3.1). A name
    // is
    // the rest of the array from its first label on, so that it shares the array with the names above it.
    private final byte[] wire;
    private int hash; // 0 until somebody asks, like that of a String
    private final char from; // with this and the code in two octets each, a name takes a fourth less
    private final char text;

    /** How the text comes of the labels. */
    private enum Text {
        /** Dots for lengths. */
        PLAIN('p'),
        /** The same, with the final dot. */
        PLAIN_WITH_DOT('d'),
        /** Something may have to be escaped. */
        ESCAPED('e');

        private final char code;

        Text(char code) {
            this.code = code;
        }

        static Text of(int code) {
            return code == PLAIN.code ? PLAIN : code == PLAIN_WITH_DOT.code ? PLAIN_WITH_DOT : ESCAPED;
        }
    }

    private DomainName(byte[] wire, int from, Text text) {
        this.wire = wire;
        this.from = (char) from;
        this.text = text.code;
    }

    /**
     * The name that is written so.
     *
     * @throws IllegalArgumentException if it is not a domain name; the message says what was expected
     */
    public static DomainName of(String name) {
        Objects.requireNonNull(name, "name");
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        DomainName parsed = tryParse(bytes, 0, bytes.length);
        if (parsed == null) {
            throw new IllegalArgumentException(
                    "expected a domain name (labels of 1 to 63 octets, 253 in all, no blanks)," + " found \""
                            + PrintableText.of(bytes, 0, bytes.length) + "\"");
        }
        return parsed;
    }

    /** Reads a name from UTF-8 text; null, not an exception, if it is none. The bytes are copied. */
    public static @Nullable DomainName tryParse(byte[] bytes, int from, int to) {
        Objects.requireNonNull(bytes, "bytes");
        if (to - from == 1 && bytes[from] == '.') {
            return ROOT;
        }
        boolean dot = to - from > 1 && bytes[to - 1] == '.';
        int octets = dot ? to - 1 - from : to - from;
        if (octets > MAX_OCTETS) {
            return tryUnescape(bytes, from, to);
        }
        byte[] wire = new byte[octets + 2];
        System.arraycopy(bytes, from, wire, 1, octets);
        int label = 0; // where its length goes
        boolean ascii = true;
        int end = octets + 1;
        for (int at = 1; at < end; at++) {
            int octet = wire[at];
            if (NameText.isPlain(octet)) {
                continue;
            }
            if (octet == '.') {
                if (!endLabel(wire, label, at)) {
                    return null;
                }
                label = at;
            } else if (octet == '\\') {
                return tryUnescape(bytes, from, to);
            } else if (octet < 0) {
                ascii = false;
            } else {
                return null; // blanks and controls have to be escaped
            }
        }
        if (!endLabel(wire, label, end) || (!ascii && !Utf8.isText(bytes, from, from + octets))) {
            return null;
        }
        return new DomainName(wire, 0, dot ? Text.PLAIN_WITH_DOT : Text.PLAIN);
    }

    private static @Nullable DomainName tryUnescape(byte[] bytes, int from, int to) {
        byte[] unescaped = NameText.parse(bytes, from, to);
        return unescaped == null ? null : tryReadWire(unescaped, 0, unescaped.length);
    }

    private static boolean endLabel(byte[] wire, int label, int end) {
        int octets = end - label - 1;
        wire[label] = (byte) octets;
        return octets > 0 && octets <= MAX_LABEL_OCTETS;
    }

    /**
     * Reads a name as it is on the wire, uncompressed, which ends at the latest before {@code to}; null if there is none.
     * It takes {@link #wireOctets()} of the bytes, which are copied.
     */
    public static @Nullable DomainName tryReadWire(byte[] bytes, int from, int to) {
        Objects.requireNonNull(bytes, "bytes");
        int limit = Math.min(to, from + MAX_WIRE_OCTETS);
        boolean plain = true;
        int label = from;
        while (label < limit && bytes[label] != 0) {
            int end = label + 1 + bytes[label];
            if (end <= label || end > label + 1 + MAX_LABEL_OCTETS || end >= limit) {
                return null;
            }
            for (int i = label + 1; i < end; i++) {
                plain &= NameText.isPlain(bytes[i]);
            }
            label = end;
        }
        if (label >= limit) {
            return null;
        }
        byte[] wire = Arrays.copyOfRange(bytes, from, label + 1);
        return wire.length == 1 ? ROOT : new DomainName(wire, 0, plain ? Text.PLAIN : Text.ESCAPED);
    }

    /** The octets of its text, UTF-8, as it is spelled. */
    public int octets() {
        return switch (Text.of(text)) {
            case PLAIN -> Math.max(1, wire.length - from - 2);
            case PLAIN_WITH_DOT -> wire.length - from - 1;
            case ESCAPED -> NameText.format(wire, from).length;
        };
    }

    /** Copies the octets of its text, as it is spelled, to {@code target} from {@code at} on. */
    public void copyTo(byte[] target, int at) {
        Objects.requireNonNull(target, "target");
        if (isEscaped()) {
            byte[] escaped = NameText.format(wire, from);
            System.arraycopy(escaped, 0, target, at, escaped.length);
        } else if (isRoot()) {
            target[at] = '.';
        } else {
            int octets = octets();
            System.arraycopy(wire, from + 1, target, at, octets);
            for (int label = nextLabel(from); label - from <= octets; label = nextLabel(label)) {
                target[at + label - from - 1] = '.';
            }
        }
    }

    /** How many octets it takes on the wire, uncompressed. */
    public int wireOctets() {
        return wire.length - from;
    }

    /** Copies the name as it is on the wire, uncompressed and as it is spelled, to {@code target} from {@code at} on. */
    public void copyWireTo(byte[] target, int at) {
        Objects.requireNonNull(target, "target");
        System.arraycopy(wire, from, target, at, wire.length - from);
    }

    /** Whether the bytes from {@code at} on are this name, as it is on the wire and in the same spelling. */
    public boolean isOnWire(byte[] bytes, int at) {
        Objects.requireNonNull(bytes, "bytes");
        int end = at + wireOctets();
        return end <= bytes.length && Arrays.equals(wire, from, wire.length, bytes, at, end);
    }

    /** Whether the bytes from {@code at} on are this name, as it is on the wire, in any case of the letters. */
    public boolean isOnWireInAnyCase(byte[] bytes, int at) {
        Objects.requireNonNull(bytes, "bytes");
        return at + wireOctets() <= bytes.length && matches(from, bytes, at);
    }

    /** How many octets {@link #packTo} writes. */
    public int packedOctets() {
        return 1 + wireOctets();
    }

    /**
     * Writes all that makes the name, for those who keep many of them: an octet that tells how it is spelled, and the name
     * as it is on the wire.
     */
    public void packTo(byte[] target, int at) {
        Objects.requireNonNull(target, "target");
        target[at] = (byte) text;
        copyWireTo(target, at + 1);
    }

    /** The name that {@link #packTo} has written. */
    public static DomainName unpack(byte[] bytes, int at) {
        Objects.requireNonNull(bytes, "bytes");
        DomainName name = tryReadWire(bytes, at + 1, bytes.length);
        if (name == null) {
            throw new IllegalArgumentException("expected a packed name at " + at);
        }
        return name.isRoot() ? ROOT : new DomainName(name.wire, 0, Text.of(bytes[at]));
    }

    /** Whether it is the root, which has no labels and no parent. */
    public boolean isRoot() {
        return wire.length - from == 1;
    }

    /**
     * The name without its first label.
     *
     * @throws IllegalStateException if it is the root
     */
    public DomainName parent() {
        if (isRoot()) {
            throw new IllegalStateException("the root has no parent");
        }
        int next = nextLabel(from);
        return new DomainName(wire, next, isEscaped() ? Text.ESCAPED : Text.PLAIN);
    }

    /** The name with that one behind its last label; null if it is too long. */
    @Nullable
    DomainName tryBelow(DomainName above) {
        int octets = wireOctets() - 1;
        if (octets + above.wireOctets() > MAX_WIRE_OCTETS) {
            return null;
        }
        byte[] whole = Arrays.copyOfRange(wire, from, from + octets + above.wireOctets());
        above.copyWireTo(whole, octets);
        boolean escaped = isEscaped() || above.isEscaped();
        return new DomainName(whole, 0, escaped ? Text.ESCAPED : Text.PLAIN);
    }

    /** The same name, spelled without a final dot. */
    DomainName withoutFinalDot() {
        return Text.of(text) == Text.PLAIN_WITH_DOT ? new DomainName(wire, from, Text.PLAIN) : this;
    }

    /** Whether it is the other name, or below it. */
    public boolean isWithin(DomainName other) {
        Objects.requireNonNull(other, "other");
        int at = from;
        while (wire.length - at > other.wireOctets()) {
            at = nextLabel(at);
        }
        return matches(at, other);
    }

    /** Whether its first label is an asterisk alone (RFC 4592). */
    public boolean isWildcard() {
        return wire[from] == 1 && wire[from + 1] == '*';
    }

    /** Whether it is the same name in the same spelling, but for a final dot. */
    public boolean isSpelledAs(DomainName other) {
        Objects.requireNonNull(other, "other");
        return Arrays.equals(wire, from, wire.length, other.wire, other.from, other.wire.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DomainName name && matches(from, name);
    }

    private boolean matches(int at, DomainName other) {
        return wire.length - at == other.wireOctets() && matches(at, other.wire, other.from);
    }

    // Lengths of labels are no letters, so that both can be told apart in one go.
    private boolean matches(int at, byte[] others, int othersFrom) {
        int gap = othersFrom - at;
        for (int i = at; i < wire.length - Long.BYTES; i += Long.BYTES) {
            if (!isAlike(EightOctets.at(wire, i), EightOctets.at(others, i + gap))) {
                return false;
            }
        }
        return isAlike(
                EightOctets.last(wire, at, wire.length), EightOctets.last(others, othersFrom, wire.length + gap));
    }

    private static boolean isAlike(long eight, long others) {
        return eight == others || EightOctets.lower(eight) == EightOctets.lower(others);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = NameHash.of(wire, from);
            hash = known;
        }
        return known;
    }

    /** The name as it is spelled. */
    @Override
    public String toString() {
        if (isEscaped()) {
            return new String(NameText.format(wire, from), StandardCharsets.UTF_8);
        }
        byte[] octets = new byte[octets()];
        copyTo(octets, 0);
        return new String(octets, StandardCharsets.UTF_8);
    }

    private boolean isEscaped() {
        return text == Text.ESCAPED.code;
    }

    private int nextLabel(int label) {
        return label + 1 + wire[label];
    }
}
