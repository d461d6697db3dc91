package org.hedgerow.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a service is to be reached: the parameters of SVCB and HTTPS records (RFC 9460, sections 2.1 and 7). In text they are in
 * any order; what is in quotes may be a field of its own behind the {@code =}, since zone files split it so.
 */
final class ServiceParameters {
    static final Field FIELD =
            new Field("parameters...", Field.REST, 0, ServiceParameters::parse, ServiceParameters::print);

    private static final int MANDATORY = 0;
    private static final int ALPN = 1;
    private static final int NO_DEFAULT_ALPN = 2;
    private static final int PORT = 3;
    private static final int IPV4_HINT = 4;
    private static final int ECH = 5;
    private static final int IPV6_HINT = 6;
    private static final int DOH_PATH = 7; // RFC 9461
    private static final int OHTTP = 8; // RFC 9540
    private static final List<String> NAMES =
            List.of("mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp");

    private ServiceParameters() {}

    private static void parse(TextReader from, WireWriter to) {
        SortedMap<Integer, Octets> values = new TreeMap<>();
        while (from.left() > 0) {
            String field = from.next("a parameter");
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? null : field.substring(equals + 1);
            if (equals == field.length() - 1 && from.isQuoted()) {
                value = from.next("a value");
            }
            int key = key(name);
            boolean isNumbered = name.startsWith("key");
            if (values.put(key, isNumbered ? octets(value) : value(key, field, value)) != null) {
                throw TextReader.expected("each key once", field);
            }
        }
        values.forEach((key, value) -> {
            check(key, value.toBytes(), values);
            to.u16(key);
            to.u16(value.length());
            to.octets(value);
        });
    }

    private static int key(String name) {
        int known = NAMES.indexOf(name);
        if (known < 0 && !name.matches("key(0|[1-9][0-9]{0,4})")) {
            throw TextReader.expected("the key of a parameter", name);
        }
        return known < 0 ? (int) TextReader.number("a key", name.substring(3), 0xFFFF) : known;
    }

    private static Octets octets(@Nullable String value) {
        return value == null ? Octets.of("") : TextReader.octets(value);
    }

    private static Octets value(int key, String field, @Nullable String text) {
        Octets value = octets(text);
        WireWriter wire = new WireWriter();
        switch (key) {
            case MANDATORY ->
                list(value).stream().mapToInt(ServiceParameters::key).sorted().forEach(wire::u16);
            case ALPN -> list(value).forEach(each -> wire.string(protocol(each, field)));
            case PORT -> wire.u16((int) TextReader.number("a port", latin(value), 0xFFFF));
            case IPV4_HINT -> addresses(value, 4, wire);
            case IPV6_HINT -> addresses(value, 16, wire);
            case ECH -> wire.bytes(ByteFields.fromBase64("a configuration of ECH", latin(value)));
            default -> wire.octets(value);
        }
        return wire.octets();
    }

    private static Octets protocol(String item, String field) {
        if (item.isEmpty() || item.length() > RecordData.Txt.MAX_STRING_OCTETS) {
            throw TextReader.expected("protocols of 1 to 255 octets", field);
        }
        return Octets.wrap(item.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void addresses(Octets value, int bytes, WireWriter to) {
        TextReader items = new TextReader(list(value), Origin.absolute());
        while (items.left() > 0) {
            to.address(items.address(bytes).address());
        }
    }

    /** The octets as characters. */
    private static String latin(Octets octets) {
        return new String(octets.toBytes(), StandardCharsets.ISO_8859_1);
    }

    /** What is between commas; a backslash goes before those that are none, and before itself (RFC 9460, appendix A.1). */
    private static List<String> list(Octets value) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        String text = latin(value);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ',') {
                items.add(item.toString());
                item.setLength(0);
            } else {
                boolean isEscape = text.charAt(i) == '\\' && i + 1 < text.length();
                item.append(text.charAt(isEscape ? ++i : i));
            }
        }
        items.add(item.toString());
        return items;
    }

    private static void print(WireReader from, TextWriter to) {
        SortedMap<Integer, Octets> values = new TreeMap<>();
        int last = -1;
        while (from.left() > 0) {
            int key = from.u16("a key");
            if (key <= last) {
                throw from.malformed("keys that are out of order");
            }
            values.put(key, Octets.wrap(from.bytes(from.u16("a length"))));
            last = key;
        }
        values.forEach((key, value) -> {
            check(key, value.toBytes(), values);
            String name = name(key);
            to.add(value.length() == 0 ? name : name + '=' + text(key, value.toBytes()));
        });
    }

    private static String name(int key) {
        return key < NAMES.size() ? NAMES.get(key) : "key" + key;
    }

    /** Refuses a value that is none. */
    private static void check(int key, byte[] value, Map<Integer, Octets> all) {
        boolean isOne = switch (key) {
            case MANDATORY -> value.length > 0 && value.length % 2 == 0 && areMandatory(value, all);
            case ALPN -> value.length > 0 && areStrings(value);
            case NO_DEFAULT_ALPN -> value.length == 0 && all.containsKey(ALPN);
            case OHTTP -> value.length == 0;
            case PORT -> value.length == 2;
            case IPV4_HINT -> value.length > 0 && value.length % 4 == 0;
            case IPV6_HINT -> value.length > 0 && value.length % 16 == 0;
            case ECH, DOH_PATH -> value.length > 0;
            default -> true;
        };
        if (!isOne) {
            throw TextReader.expected("a value of " + name(key) + " as RFC 9460 has it", ByteFields.hex(value));
        }
    }

    private static boolean areMandatory(byte[] keys, Map<Integer, Octets> all) {
        WireReader from = new WireReader(keys);
        int last = MANDATORY;
        while (from.left() > 0) {
            int key = from.u16("a key");
            if (key <= last || !all.containsKey(key)) {
                return false;
            }
            last = key;
        }
        return true;
    }

    private static boolean areStrings(byte[] value) {
        int at = 0;
        while (at < value.length && value[at] != 0) {
            at += 1 + (value[at] & 0xFF);
        }
        return at == value.length;
    }

    private static String text(int key, byte[] value) {
        WireReader from = new WireReader(value);
        List<String> items = new ArrayList<>();
        switch (key) {
            case PORT -> items.add(Integer.toString(from.u16("a port")));
            case ECH -> items.add(Base64.getEncoder().encodeToString(value));
            case MANDATORY, ALPN, IPV4_HINT, IPV6_HINT -> {
                while (from.left() > 0) {
                    items.add(item(key, from));
                }
            }
            default -> items.add(escaped(value));
        }
        return String.join(",", items);
    }

    private static String item(int key, WireReader from) {
        return switch (key) {
            case MANDATORY -> name(from.u16("a key"));
            case ALPN ->
                escaped(from.string("a protocol").toBytes())
                        .replace("\\\\", "\\\\\\\\")
                        .replace(",", "\\\\,");
            default -> AddressText.format(AddressText.ofBytes(from.bytes(key == IPV4_HINT ? 4 : 16)));
        };
    }

    /** As a character string without quotes. */
    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            int value = each & 0xFF;
            if (value == '\\') {
                text.append("\\\\");
            } else if (value > ' ' && value < 0x7F) {
                text.append((char) value);
            } else {
                text.append('\\').append(value / 100).append(value / 10 % 10).append(value % 10);
            }
        }
        return TextWriter.escaped(text.toString());
    }
}
