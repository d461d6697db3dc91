package org.hedgerow.record;

import java.util.Base64;
import java.util.HexFormat;

/** Fields that are any bytes, which text has in base 16, 32 or 64. */
final class ByteFields {
    /** Bytes behind their number, in hex; none is {@code -} (RFC 5155, section 3.3). */
    static final Field SALT = new Field(
            "a salt", Field.ANY, 1, (from, to) -> to.string(Octets.wrap(salt(from.next("a salt")))), (from, to) -> {
                byte[] salt = from.string("a salt").toBytes();
                to.add(salt.length == 0 ? "-" : hex(salt));
            });

    /** Bytes behind their number, in base 32 (RFC 5155, section 3.3). */
    static final Field HASH = new Field(
            "a hash",
            Field.ANY,
            1,
            (from, to) -> to.string(Octets.wrap(Base32.parse("a hash", from.next("a hash")))),
            (from, to) -> to.add(Base32.format(from.string("a hash").toBytes())));

    /** 64 bits as four numbers in hex (RFC 6742, section 2.1.2). */
    static final Field FOUR_GROUPS = new Field("a locator", 8, 1, ByteFields::parseGroups, (from, to) -> {
        String first = Integer.toHexString(from.u16("a locator"));
        String second = Integer.toHexString(from.u16("a locator"));
        String third = Integer.toHexString(from.u16("a locator"));
        to.add(first + ':' + second + ':' + third + ':' + Integer.toHexString(from.u16("a locator")));
    });

    private ByteFields() {}

    /** All that is left, one byte at least, in base 16. */
    static Field hex(String what) {
        return new Field(
                what,
                Field.REST,
                1,
                (from, to) -> to.bytes(fromHex(what, from.allOf())),
                (from, to) -> to.add(hex(Field.some(from, what).toBytes())));
    }

    /** All that is left, one byte at least, in base 64. */
    static Field base64(String what) {
        return new Field(
                what,
                Field.REST,
                1,
                (from, to) -> to.bytes(fromBase64(what, from.allOf())),
                (from, to) -> to.add(Base64.getEncoder()
                        .encodeToString(Field.some(from, what).toBytes())));
    }

    /** So many bytes in base 16, with hyphens between them (RFC 7043). */
    static Field eui(int bytes) {
        String what = bytes + " octets in hex with hyphens";
        Field.Parsing parsing = (from, to) -> {
            String text = from.next(what);
            if (!text.matches("[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){" + (bytes - 1) + "}")) {
                throw TextReader.expected(what, text);
            }
            to.bytes(HexFormat.ofDelimiter("-").parseHex(text));
        };
        return new Field(
                what,
                bytes,
                1,
                parsing,
                (from, to) -> to.add(HexFormat.ofDelimiter("-").formatHex(from.bytes(bytes))));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static byte[] fromHex(String what, String text) {
        if (!text.matches("([0-9A-Fa-f]{2})+")) {
            throw TextReader.expected(what + " in hex", text);
        }
        return HexFormat.of().parseHex(text);
    }

    static byte[] fromBase64(String what, String text) {
        if (!text.matches("[0-9A-Za-z+/]+={0,2}") || text.length() % 4 != 0) {
            throw TextReader.expected(what + " in base 64", text);
        }
        return Base64.getDecoder().decode(text);
    }

    private static byte[] salt(String text) {
        if (text.equals("-")) {
            return new byte[0];
        }
        byte[] salt = fromHex("a salt, or \"-\",", text);
        if (salt.length > RecordData.Txt.MAX_STRING_OCTETS) {
            throw TextReader.expected("a salt of at most 255 octets", text);
        }
        return salt;
    }

    private static void parseGroups(TextReader from, WireWriter to) {
        String text = from.next("a locator");
        if (!text.matches("[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){3}")) {
            throw TextReader.expected("four numbers in hex with colons", text);
        }
        for (String each : text.split(":", -1)) {
            to.u16(Integer.parseInt(each, 16));
        }
    }
}
