package org.hedgerow.server.tables;

import org.hedgerow.record.RecordData;

/** The TTLs of records of a zone file that do not say theirs. */
final class ZoneTtl {
    private int standard = TypedValue.NO_TTL;
    private int last = TypedValue.NO_TTL;

    /** The same, for a file that this one includes, which may change its own. */
    ZoneTtl copy() {
        ZoneTtl copy = new ZoneTtl();
        copy.standard = standard;
        copy.last = last;
        return copy;
    }

    /** {@code $TTL} (RFC 2308, section 4). */
    void set(int ttl) {
        standard = ttl;
    }

    /**
     * The TTL of the record: its own; that of {@code $TTL}; the one before it that was said (RFC 1035, section 5.1); of a
     * SOA record the minimum, which goes for all below it then, as BIND has it; {@link TypedValue#NO_TTL}.
     */
    int of(TypedValue value) {
        if (value.ttl() != TypedValue.NO_TTL) {
            last = value.ttl();
            return last;
        }
        if (standard == TypedValue.NO_TTL && last == TypedValue.NO_TTL && value.data() instanceof RecordData.Soa soa) {
            standard = soa.minimum();
        }
        return standard == TypedValue.NO_TTL ? last : standard;
    }
}
