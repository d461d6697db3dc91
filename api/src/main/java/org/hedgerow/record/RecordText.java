package org.hedgerow.record;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The data of records as text, as zone files (RFC 1035, section 5) and table files have it: the way back from {@code
 * toString} of {@link RecordData}. Names are absolute, with or without a final dot, or relative to an {@link Origin}. The
 * times of SOA records may have units, as {@link TtlText} has it. Data of types without a kind of their own is written
 * {@code \# 4 0A000001}, and that of any other may be (RFC 3597, section 5). Any thread; never blocks.
 */
public final class RecordText {
    private static final int MAX_8_BITS = 0xFF;
    private static final int MAX_16_BITS = 0xFFFF;
    private static final long MAX_32_BITS = 0xFFFF_FFFFL;
    private static final String GENERIC = "\\#";

    private RecordText() {}

    /**
     * Reads the data of a record, whose names are absolute.
     *
     * @param fields as {@link TextFields} splits them, with their quotes and backslashes
     * @throws IllegalArgumentException if it is no such data; the message says what was expected, and what was found
     */
    public static RecordData parse(RecordType type, List<String> fields) {
        Objects.requireNonNull(type, "type");
        return parse(type, fields, Origin.absolute());
    }

    /**
     * Reads the data of a record.
     *
     * @param fields as {@link TextFields} splits them, with their quotes and backslashes
     * @param origin what its names are relative to
     * @throws IllegalArgumentException if it is no such data; the message says what was expected, and what was found
     */
    public static RecordData parse(RecordType type, List<String> fields, Origin origin) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(fields, "fields");
        Objects.requireNonNull(origin, "origin");
        if (!type.hasTypedData() || (!fields.isEmpty() && fields.get(0).equals(GENERIC))) {
            return generic(type, fields);
        }
        return switch (type.toString()) {
            case "A" -> address(type, form(fields, 1, "an IPv4 address").get(0), "an IPv4 address");
            case "AAAA" -> address(type, form(fields, 1, "an IPv6 address").get(0), "an IPv6 address");
            case "SOA" -> soa(form(fields, 7, "\"primary mailbox serial refresh retry expire minimum\""), origin);
            case "MX" -> mx(form(fields, 2, "\"preference exchange\""), origin);
            case "TXT" -> txt(fields);
            case "SRV" -> srv(form(fields, 4, "\"priority weight port target\""), origin);
            case "CAA" -> caa(form(fields, 3, "\"flags tag value\""));
            default ->
                new RecordData.Host(
                        origin.parse(form(fields, 1, "a domain name").get(0)));
        };
    }

    private static List<String> form(List<String> fields, int count, String expected) {
        if (fields.size() != count) {
            throw expected(expected, fields);
        }
        return fields;
    }

    private static RecordData address(RecordType type, String text, String expected) {
        InetAddress address = AddressText.parse(text);
        if (address != null) {
            RecordData data = new RecordData.Address(address);
            if (data.fits(type)) {
                return data;
            }
        }
        throw expected(expected, text);
    }

    private static RecordData soa(List<String> fields, Origin origin) {
        return new RecordData.Soa(
                origin.parse(fields.get(0)),
                origin.parse(fields.get(1)),
                (int) number("a serial", fields.get(2), MAX_32_BITS),
                seconds("a time to refresh", fields.get(3)),
                seconds("a time to retry", fields.get(4)),
                seconds("a time to expire", fields.get(5)),
                seconds("a minimum TTL", fields.get(6)));
    }

    private static RecordData mx(List<String> fields, Origin origin) {
        return new RecordData.Mx(number16("a preference", fields.get(0)), origin.parse(fields.get(1)));
    }

    private static RecordData txt(List<String> fields) {
        if (fields.isEmpty()) {
            throw expected("text", fields);
        }
        return new RecordData.Txt(fields.stream().map(RecordText::string).toList());
    }

    private static Octets string(String field) {
        Octets octets = octets(field);
        if (octets.length() > RecordData.Txt.MAX_STRING_OCTETS) {
            throw expected("a string of at most " + RecordData.Txt.MAX_STRING_OCTETS + " octets", field);
        }
        return octets;
    }

    private static RecordData srv(List<String> fields, Origin origin) {
        return new RecordData.Srv(
                number16("a priority", fields.get(0)),
                number16("a weight", fields.get(1)),
                number16("a port", fields.get(2)),
                origin.parse(fields.get(3)));
    }

    private static RecordData caa(List<String> fields) {
        int flags = (int) number("flags", fields.get(0), MAX_8_BITS);
        return new RecordData.Caa(flags, fields.get(1), octets(fields.get(2)));
    }

    private static RecordData generic(RecordType type, List<String> fields) {
        if (fields.size() < 2 || !fields.get(0).equals(GENERIC)) {
            throw expected("\"\\# octets hex\"", fields);
        }
        int octets = number16("a number of octets", fields.get(1));
        String hex = String.join("", fields.subList(2, fields.size()));
        if (hex.length() != 2 * octets || !hex.matches("[0-9A-Fa-f]*")) {
            throw expected(octets + " octets in hex", hex);
        }
        RecordData data = GenericData.read(type, HexFormat.of().parseHex(hex));
        if (data == null) {
            throw expected("the octets of a record of type " + type, hex);
        }
        return data;
    }

    private static int number16(String what, String text) {
        return (int) number(what, text, MAX_16_BITS);
    }

    private static int seconds(String what, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long seconds = TtlText.parse(bytes, 0, bytes.length);
        if (seconds < 0 || seconds > Integer.MAX_VALUE) {
            throw expected(what + " from 0 to " + Integer.MAX_VALUE, text);
        }
        return (int) seconds;
    }

    private static long number(String what, String text, long most) {
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < 0 || value > most) {
            throw expected(what + " from 0 to " + most, text);
        }
        return value;
    }

    /** The octets of a character string, in quotes or not (RFC 1035, section 5.1). */
    private static Octets octets(String field) {
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
        return Octets.of(octets.toByteArray());
    }

    private static IllegalArgumentException expected(String what, List<String> found) {
        return expected(what, String.join(" ", found));
    }

    private static IllegalArgumentException expected(String what, String found) {
        return new IllegalArgumentException("expected " + what + ", found " + PrintableText.quoted(found));
    }
}
