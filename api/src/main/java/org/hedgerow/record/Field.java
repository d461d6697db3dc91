package org.hedgerow.record;

import java.util.Locale;
import java.util.Map;

/**
 * A part of data that is kept as octets, as it is written in text. Both ways refuse what is malformed by an {@link
 * IllegalArgumentException}.
 *
 * @param what what it means, for messages about it: {@code "a usage"}
 * @param bytes how many bytes it has; negative if that differs
 * @param least how many fields of text it has at the least
 * @param parsing how it is read from text
 * @param printing how it is written as text
 */
record Field(String what, int bytes, int least, Parsing parsing, Printing printing) {
    /** The size of a name that may be compressed. */
    static final int NAME = -1;

    /** The size of a character string. */
    static final int STRING = -2;

    /** The size of what has a length of its own, or ends with the data, and one field of text. */
    static final int ANY = -3;

    /** The size of what ends with the data, and of text with the line. */
    static final int REST = -4;

    /** Reads text and writes what it says. */
    interface Parsing {
        void parse(TextReader from, WireWriter to);
    }

    /** Reads what {@link Parsing} has written, and writes the text. */
    interface Printing {
        void print(WireReader from, TextWriter to);
    }

    /** Octets without a known text. */
    static final Field UNKNOWN = new Field("octets", REST, 0, (from, to) -> {}, (from, to) -> {});

    static final Field TYPE = new Field(
            "a record type",
            2,
            1,
            (from, to) -> to.u16(RecordType.of(from.next("a record type")).code()),
            (from, to) -> to.add(RecordType.of(from.u16("a record type")).toString()));

    static final Field IPV4 = new Field(
            "an IPv4 address",
            4,
            1,
            (from, to) -> to.address(from.address(4).address()),
            (from, to) -> to.add(AddressText.format(AddressText.ofBytes(from.bytes(4)))));

    /** Character strings, one at least. */
    static final Field STRINGS = new Field("text...", REST, 1, Field::parseStrings, Field::printStrings);

    /** Text of any length, which may hold more than a character string can. */
    static final Field TARGET = new Field(
            "a target",
            ANY,
            1,
            (from, to) -> to.octets(from.rest("a target")),
            (from, to) -> to.octets(some(from, "a target")));

    static Field u8(String what) {
        return new Field(what, 1, 1, (from, to) -> to.u8(from.u8(what)), (from, to) -> to.u8(from.u8(what)));
    }

    static Field u16(String what) {
        return new Field(what, 2, 1, (from, to) -> to.u16(from.u16(what)), (from, to) -> to.u16(from.u16(what)));
    }

    static Field u32(String what) {
        return new Field(what, 4, 1, (from, to) -> to.u32(from.u32(what)), (from, to) -> to.u32(from.u32(what)));
    }

    /** A number that text may have a word for. */
    static Field mnemonic(String what, int bytes, Map<String, Integer> mnemonics) {
        Field number = bytes == 1 ? u8(what) : u16(what);
        Parsing parsing = (from, to) -> {
            String text = from.next(what);
            Integer known = mnemonics.get(text.toUpperCase(Locale.ROOT));
            long value = known == null ? TextReader.number(what, text, (1L << (8 * bytes)) - 1) : known;
            if (bytes == 1) {
                to.u8((int) value);
            } else {
                to.u16((int) value);
            }
        };
        return new Field(what, bytes, 1, parsing, number.printing);
    }

    /** An algorithm of DNSSEC. */
    static Field algorithm() {
        return mnemonic("an algorithm", 1, Mnemonics.ALGORITHMS);
    }

    /** A time of a signature. */
    static Field time(String what) {
        return new Field(
                what,
                4,
                1,
                (from, to) -> to.u32(SignatureTime.parse(what, from.next(what))),
                (from, to) -> to.add(SignatureTime.format(from.u32(what))));
    }

    /** A name that may be compressed in messages that others send (RFC 3597, section 4). */
    static Field name(String what) {
        return new Field(what, NAME, 1, (from, to) -> to.name(from.name()), (from, to) -> to.name(from.name()));
    }

    /** A name that is never compressed. */
    static Field wholeName(String what) {
        return new Field(what, ANY, 1, (from, to) -> to.name(from.name()), (from, to) -> to.name(from.name()));
    }

    static Field string(String what) {
        return new Field(
                what,
                STRING,
                1,
                (from, to) -> to.string(from.string(what)),
                (from, to) -> to.string(from.string(what)));
    }

    /** All that is left, which is not nothing. */
    static Octets some(WireReader from, String what) {
        Octets rest = from.rest(what);
        if (rest.length() == 0) {
            throw from.malformed("data that ends before " + what);
        }
        return rest;
    }

    private static void parseStrings(TextReader from, WireWriter to) {
        while (from.left() > 0) {
            to.string(from.string("text"));
        }
    }

    private static void printStrings(WireReader from, TextWriter to) {
        do {
            to.string(from.string("text"));
        } while (from.left() > 0);
    }

    /** Whether it takes all fields that are left. */
    boolean isRepeated() {
        return bytes == REST;
    }

    /** Whether it is text that may hold any octets. */
    boolean isText() {
        return bytes == STRING || equals(STRINGS) || equals(TARGET) || equals(ServiceParameters.FIELD);
    }

    /** What it means as a word of a form, if it has an article; else that is a form already. */
    String word() {
        String noun = what.replaceFirst("^an? ", "");
        return noun.equals(what) ? what : noun.replace(' ', '-') + (isRepeated() ? "..." : "");
    }
}
