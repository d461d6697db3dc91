package org.hedgerow.server;

import java.net.InetAddress;
import org.hedgerow.Origin;
import org.hedgerow.RecordData;
import org.hedgerow.RecordText;
import org.hedgerow.RecordType;
import org.hedgerow.TtlText;

/**
 * What a record has beside its name, in the form that table and zone files share: {@code [TTL] [IN] Type Value...}, TTL and
 * class in either order (RFC 1035, section 5.1).
 *
 * @param ttl the TTL; {@link #NO_TTL} if there is none
 */
record TypedValue(int ttl, RecordType type, RecordData data) {
    static final int NO_TTL = -1;

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
        boolean hasClass = false;
        for (int at = first; at < fields.count(); at++) {
            if (ttl == NO_TTL && isTtl(fields, at)) {
                ttl = ttl(fields, at);
            } else if (!hasClass && isClass(fields, at)) {
                hasClass = true;
            } else {
                RecordType type = type(fields, at);
                return new TypedValue(ttl, type, data(type, fields, at + 1, origin));
            }
        }
        throw fields.expected("a record type and a value");
    }

    static boolean isTtl(Fields fields, int at) {
        return fields.ttl(at) != TtlText.NONE;
    }

    static boolean isClass(Fields fields, int at) {
        return fields.is(at, CLASS) || fields.is(at, GENERIC_CLASS);
    }

    static int ttl(Fields fields, int at) throws BadLineException {
        long ttl = fields.ttl(at);
        if (ttl == TtlText.NONE || ttl > Integer.MAX_VALUE) {
            throw fields.expected("a TTL from 0 to " + Integer.MAX_VALUE + " seconds", at);
        }
        return (int) ttl;
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

    private static RecordData data(RecordType type, Fields fields, int at, Origin origin) throws BadLineException {
        if (type.isAddress() && fields.count() == at + 1) {
            InetAddress address = fields.address(at);
            RecordData data = address == null ? null : new RecordData.Address(address);
            if (data != null && data.fits(type)) {
                return data; // most records of a large file, without a detour over strings
            }
        }
        try {
            return RecordText.parse(type, fields.stringsFrom(at), origin);
        } catch (IllegalArgumentException e) {
            throw new BadLineException(e);
        }
    }
}
