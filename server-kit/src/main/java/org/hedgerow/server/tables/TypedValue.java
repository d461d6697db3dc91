package org.hedgerow.server.tables;

import java.net.InetAddress;
import org.hedgerow.record.Origin;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.TtlText;
import org.jspecify.annotations.Nullable;

/**
 * What a record has beside its name, in the form that table and zone files share: {@code [TTL] [IN] Type Value...}, TTL and
 * class in either order (RFC 1035, section 5.1).
 *
 * @param ttl the TTL; {@link #NO_TTL} if there is none
 * @param data the data; null if it is text that only those can read who know the type
 */
record TypedValue(int ttl, RecordType type, @Nullable RecordData data) {
    static final int NO_TTL = -1;

    private static final long MAX_TTL = 0xFFFF_FFFFL;
    private static final String GENERIC = "\\#"; // RFC 3597, section 5

    private static final String CLASS = "IN";
    private static final String GENERIC_CLASS = "CLASS1"; // RFC 3597, section 5

    /**
     * Reads it.
     *
     * @param first the first field of it
     * @param origin what names are relative to
     */
    static TypedValue parse(Fields fields, int first, Origin origin) throws BadLineException {
        int ttl = NO_TTL;
        int at = typeField(fields, first);
        for (int i = first; i < at; i++) {
            ttl = isClass(fields, i) ? ttl : ttl(fields, i);
        }
        if (at == fields.count()) {
            throw fields.expected("a record type and a value");
        }
        RecordType type = type(fields, at);
        return new TypedValue(ttl, type, data(type, fields, at + 1, origin));
    }

    /** The field that the type is in, behind a TTL and a class, if they are there; their count if it is not. */
    static int typeField(Fields fields, int first) {
        boolean hasTtl = false;
        boolean hasClass = false;
        int at = first;
        while (at < fields.count()) {
            if (!hasTtl && isTtl(fields, at)) {
                hasTtl = true;
            } else if (!hasClass && isClass(fields, at)) {
                hasClass = true;
            } else {
                return at;
            }
            at++;
        }
        return at;
    }

    static boolean isTtl(Fields fields, int at) {
        return fields.ttl(at) != TtlText.NONE;
    }

    static boolean isClass(Fields fields, int at) {
        return fields.is(at, CLASS) || fields.is(at, GENERIC_CLASS);
    }

    /** The TTL that the field is: 0 where the first of its 32 bits is set (RFC 2181, section 8). */
    static int ttl(Fields fields, int at) throws BadLineException {
        long ttl = fields.ttl(at);
        if (ttl == TtlText.NONE || ttl > MAX_TTL) {
            throw fields.expected("a TTL from 0 to " + MAX_TTL + " seconds", at);
        }
        return ttl > Integer.MAX_VALUE ? 0 : (int) ttl;
    }

    private static RecordType type(Fields fields, int at) throws BadLineException {
        RecordType type = fields.type(at);
        if (type == null) {
            throw fields.expected(isOtherClass(fields, at) ? "class IN" : "a record type", at);
        }
        if (type.isMeta()) {
            throw fields.expected("a type of records, not one of questions or messages", at);
        }
        return type;
    }

    private static boolean isOtherClass(Fields fields, int at) {
        return fields.is(at, "CH")
                || fields.is(at, "HS")
                || fields.is(at, "CS")
                || fields.string(at).matches("(?i)CLASS[0-9]+");
    }

    private static @Nullable RecordData data(RecordType type, Fields fields, int at, Origin origin)
            throws BadLineException {
        if (type.isAddress() && fields.count() == at + 1) {
            InetAddress address = fields.address(at);
            RecordData data = address == null ? null : new RecordData.Address(address);
            if (data != null && data.fits(type)) {
                return data; // most records of a large file, without a detour over strings
            }
        }
        if (!type.hasTextForm() && type.hasMnemonic() && !(fields.count() > at && fields.is(at, GENERIC))) {
            return null;
        }
        try {
            return RecordText.parse(type, fields.stringsFrom(at, type.hasStrings()), origin);
        } catch (IllegalArgumentException e) {
            throw new BadLineException(e);
        }
    }
}
