package org.hedgerow.record;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The data of records as text, as zone files (RFC 1035, section 5) and table files have it: the way back from {@link
 * RecordData#text}. Names are absolute, with or without a final dot, or relative to an {@link Origin}. The times of SOA records
 * may have units, as {@link TtlText} has it. Data of any type may be written {@code \# 4 0A000001} (RFC 3597, section 5), that
 * of a type whose text is not known here has to be. Any thread; never blocks.
 */
public final class RecordText {
    private static final int MAX_LENGTH = 0xFFFF;
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
        TextReader text = new TextReader(fields, origin);
        boolean isGeneric = !fields.isEmpty() && fields.get(0).equals(GENERIC);
        return isGeneric ? generic(type, text) : RecordFormat.of(type).parse(type, text);
    }

    private static RecordData generic(RecordType type, TextReader text) {
        if (text.left() < 2) {
            throw text.expected(RecordFormat.GENERIC_FORM);
        }
        text.next(GENERIC);
        int octets = (int) TextReader.number("a number of octets", text.next("a number of octets"), MAX_LENGTH);
        String hex = text.allOf();
        if (hex.length() != 2 * octets || !hex.matches("[0-9A-Fa-f]*")) {
            throw TextReader.expected(octets + " octets in hex", hex);
        }
        if (octets == 0 && type.hasTypedData()) { // text without strings, harmless in messages, but nothing to write
            throw noData(type, hex, null);
        }
        try {
            return RecordData.read(type, new WireReader(HexFormat.of().parseHex(hex)));
        } catch (IllegalArgumentException e) {
            throw noData(type, hex, e);
        }
    }

    private static IllegalArgumentException noData(
            RecordType type, String hex, @Nullable IllegalArgumentException cause) {
        return new IllegalArgumentException(
                "expected the octets of a record of type " + type + ", found " + PrintableText.quoted(hex), cause);
    }
}
