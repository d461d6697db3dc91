package org.hedgerow.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A string of octets of any kind, as records hold them: what TXT says, or data of a type that is not known. Immutable. */
public final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** These octets, which nobody else may hold. */
    static Octets wrap(byte[] octets) {
        return new Octets(octets);
    }

    /** These octets, copied. */
    public static Octets of(byte[] octets) {
        Objects.requireNonNull(octets, "octets");
        return new Octets(octets.clone());
    }

    /** The octets from {@code from} up to but without {@code to}, copied. */
    public static Octets of(byte[] octets, int from, int to) {
        Objects.requireNonNull(octets, "octets");
        return new Octets(Arrays.copyOfRange(octets, from, to));
    }

    /** The text in UTF-8. */
    public static Octets of(String text) {
        Objects.requireNonNull(text, "text");
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many there are. */
    public int length() {
        return octets.length;
    }

    /** Copies all to {@code target} from {@code at} on. */
    public void copyTo(byte[] target, int at) {
        Objects.requireNonNull(target, "target");
        System.arraycopy(octets, 0, target, at, octets.length);
    }

    /** A copy of all. */
    public byte[] toBytes() {
        return octets.clone();
    }

    /** As text in quotes (RFC 1035, section 5.1): what is no printable ASCII is {@code \DDD}. */
    public String quoted() {
        StringBuilder text = new StringBuilder("\"");
        for (byte octet : octets) {
            if (octet == '"' || octet == '\\') {
                text.append('\\').append((char) octet);
            } else if (octet >= ' ' && octet < 0x7F) {
                text.append((char) octet);
            } else {
                int value = octet & 0xFF;
                text.append('\\').append(value / 100).append(value / 10 % 10).append(value % 10);
            }
        }
        return text.append('"').toString();
    }

    /** As RFC 3597, section 5, writes data of unknown types: {@code \# 4 0A000001}. */
    public String generic() {
        StringBuilder text = new StringBuilder("\\# ").append(octets.length);
        for (int i = 0; i < octets.length; i++) {
            text.append(i == 0 ? " " : "").append(hex(octets[i] >> 4)).append(hex(octets[i]));
        }
        return text.toString();
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xF, 16));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets others && Arrays.equals(octets, others.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** As {@link #quoted}. */
    @Override
    public String toString() {
        return quoted();
    }
}
