package org.hedgerow.record;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses as text. Stricter than {@link InetAddress#getByName}, which takes {@code 1.2} for an address and asks
 * the network about what it does not understand: only four decimal numbers, or the forms of RFC 4291 section 2.2, are
 * addresses here, and IPv4-mapped IPv6 addresses stay IPv6. Any thread; never blocks.
 */
public final class AddressText {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    private AddressText() {}

    /** Reads an address; null if it is none. */
    public static @Nullable InetAddress parse(String text) {
        Objects.requireNonNull(text, "text");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** Reads an address from ASCII bytes; null if it is none. */
    public static @Nullable InetAddress parse(byte[] text, int from, int to) {
        Objects.requireNonNull(text, "text");
        for (int i = from; i < to; i++) {
            if (text[i] == ':') {
                return parseV6(text, from, to);
            }
        }
        byte[] address = new byte[V4_BYTES];
        return parseV4(text, from, to, address, 0) ? ofBytes(address) : null;
    }

    /** Writes an address: dotted decimal, or RFC 5952 for IPv6. */
    public static String format(InetAddress address) {
        Objects.requireNonNull(address, "address");
        return address instanceof Inet4Address ? address.getHostAddress() : formatV6(address.getAddress());
    }

    private static boolean parseV4(byte[] text, int from, int to, byte[] into, int at) {
        int place = from;
        for (int part = 0; part < V4_BYTES; part++) {
            int value = 0;
            int start = place;
            while (place < to && text[place] >= '0' && text[place] <= '9' && place - start < 3) {
                value = value * 10 + text[place++] - '0';
            }
            boolean leadingZero = place - start > 1 && text[start] == '0';
            if (place == start || leadingZero || value > 255) {
                return false;
            }
            into[at + part] = (byte) value;
            if (part < V4_BYTES - 1 && (place >= to || text[place++] != '.')) {
                return false;
            }
        }
        return place == to;
    }

    private static @Nullable InetAddress parseV6(byte[] text, int from, int to) {
        byte[] address = new byte[V6_BYTES];
        int filled = 0;
        int gap = -1;
        int place = from;
        if (place + 1 < to && text[place] == ':' && text[place + 1] == ':') {
            gap = 0;
            place += 2;
        }
        while (place < to) {
            int end = place;
            int value = 0;
            while (end < to && end - place < 5 && Character.digit(text[end], 16) >= 0) {
                value = (value << 4) | Character.digit(text[end++], 16);
            }
            if (end < to && text[end] == '.' && filled <= V6_BYTES - V4_BYTES) {
                if (!parseV4(text, place, to, address, filled)) {
                    return null;
                }
                filled += V4_BYTES;
                break;
            }
            if (end == place || end - place > 4 || filled > V6_BYTES - 2) {
                return null;
            }
            address[filled++] = (byte) (value >> 8);
            address[filled++] = (byte) value;
            place = end;
            if (place == to) {
                break;
            }
            if (text[place++] != ':' || place == to) {
                return null;
            }
            if (text[place] == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = filled;
                place++;
            }
        }
        return expand(address, filled, gap) ? ofBytes(address) : null;
    }

    /** Moves what follows the {@code ::} to the end; false if the groups are too few or too many. */
    private static boolean expand(byte[] address, int filled, int gap) {
        if (gap < 0 || filled == V6_BYTES) {
            return gap < 0 && filled == V6_BYTES;
        }
        int tail = filled - gap;
        System.arraycopy(address, gap, address, V6_BYTES - tail, tail);
        Arrays.fill(address, gap, V6_BYTES - tail, (byte) 0);
        return true;
    }

    /** The address of these 4 or 16 bytes. */
    static InetAddress ofBytes(byte[] address) {
        if (address.length != V4_BYTES && address.length != V6_BYTES) {
            throw new IllegalArgumentException("expected an address of 4 or 16 bytes, found " + address.length);
        }
        try {
            // Inet6Address keeps ::ffff:1.2.3.4 an IPv6 address; InetAddress would make it an IPv4 one.
            return address.length == V4_BYTES
                    ? InetAddress.getByAddress(address)
                    : Inet6Address.getByAddress(null, address, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static String formatV6(byte[] address) {
        int[] groups = new int[V6_BYTES / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = ((address[2 * i] & 0xFF) << 8) | (address[2 * i + 1] & 0xFF);
        }
        int gap = -1;
        int gapLength = 1; // RFC 5952, section 4.2.2: one zero group alone is not shortened
        for (int i = 0; i < groups.length; i++) {
            int run = i;
            while (run < groups.length && groups[run] == 0) {
                run++;
            }
            if (run - i > gapLength) {
                gap = i;
                gapLength = run - i;
            }
            i = Math.max(i, run - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
