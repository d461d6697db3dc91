package org.hedgerow.record;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads data from the fields of a line. */
final class TextReader implements DataReader<IllegalArgumentException> {
    private static final int MAX_8_BITS = 0xFF;
    private static final int MAX_16_BITS = 0xFFFF;
    private static final long MAX_32_BITS = 0xFFFF_FFFFL;

    private final List<String> fields;
    private final Origin origin;
    private int at;

    TextReader(List<String> fields, Origin origin) {
        this.fields = fields;
        this.origin = origin;
    }

    @Override
    public int left() {
        return fields.size() - at;
    }

    /** The next field as it is. */
    String next(String what) {
        if (left() == 0) {
            throw expected(what, "");
        }
        return fields.get(at++);
    }

    /** Whether the next field is in quotes. */
    boolean isQuoted() {
        return left() > 0 && fields.get(at).startsWith("\"");
    }

    /** All fields that are left, as one. */
    String allOf() {
        String joined = String.join("", fields.subList(at, fields.size()));
        at = fields.size();
        return joined;
    }

    @Override
    public int u8(String what) {
        return (int) number(what, next(what), MAX_8_BITS);
    }

    @Override
    public int u16(String what) {
        return (int) number(what, next(what), MAX_16_BITS);
    }

    @Override
    public int u32(String what) {
        return (int) number(what, next(what), MAX_32_BITS);
    }

    /** A number from 0 to the most. */
    static long number(String what, String text, long most) {
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < 0 || value > most) {
            throw expected(what + " from 0 to " + most, text);
        }
        return value;
    }

    @Override
    public int seconds(String what) {
        String text = next(what);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long seconds = TtlText.parse(bytes, 0, bytes.length);
        if (seconds < 0 || seconds > Integer.MAX_VALUE) {
            throw expected(what + " from 0 to " + Integer.MAX_VALUE, text);
        }
        return (int) seconds;
    }

    @Override
    public DomainName name() {
        return origin.parse(next("a domain name"));
    }

    @Override
    public RecordData.Address address(int bytes) {
        String what = bytes == 4 ? "an IPv4 address" : "an IPv6 address";
        String text = next(what);
        InetAddress address = AddressText.parse(text);
        if (address == null || address.getAddress().length != bytes) {
            throw expected(what, text);
        }
        return new RecordData.Address(address);
    }

    @Override
    public Octets string(String what) {
        String field = next(what);
        Octets octets = octets(field);
        if (octets.length() > RecordData.Txt.MAX_STRING_OCTETS) {
            throw expected("a string of at most " + RecordData.Txt.MAX_STRING_OCTETS + " octets", field);
        }
        return octets;
    }

    @Override
    public String word(String what) {
        return next(what);
    }

    @Override
    public Octets rest(String what) {
        return octets(next(what));
    }

    @Override
    public byte[] bytes(int count) {
        String field = next("a string");
        Octets octets = octets(field);
        if (octets.length() != count) {
            throw expected("a string of " + count + " octets", field);
        }
        return octets.toBytes();
    }

    /** The octets of a character string, in quotes or not (RFC 1035, section 5.1). */
    static Octets octets(String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        boolean quoted = bytes.length > 0 && bytes[0] == '"';
        int end = quoted ? bytes.length - 1 : bytes.length;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int at = quoted ? 1 : 0;
        while (at < end && !(quoted && bytes[at] == '"')) {
            if (bytes[at] == '\\') {
                int escaped = NameText.escaped(bytes, at, end);
                if (escaped < 0) {
                    throw expected("a character or three digits up to 255 behind each backslash", field);
                }
                octets.write(escaped);
                at += NameText.escapeLength(bytes, at);
            } else {
                octets.write(bytes[at++]);
            }
        }
        if (quoted && (at != end || end == 0 || bytes[end] != '"')) {
            throw expected("a quote at the end, too", field);
        }
        return Octets.wrap(octets.toByteArray());
    }

    /** A complaint about all fields. */
    IllegalArgumentException expected(String what) {
        return expected(what, String.join(" ", fields));
    }

    static IllegalArgumentException expected(String what, String found) {
        return new IllegalArgumentException("expected " + what + ", found " + PrintableText.quoted(found));
    }

    @Override
    public IllegalArgumentException malformed(String problem) {
        return new IllegalArgumentException(problem);
    }
}
