package org.hedgerow.table;

import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records of one name can be together: a CNAME record is alone, but for those that DNSSEC has beside it, and there is
 * one of it, as there is one SOA record (RFC 2181, section 10.1; RFC 1035, section 3.3.13).
 */
final class Coexistence {
    private Coexistence() {}

    /** Whether there is but one record of the type. */
    static boolean isSingle(RecordType type) {
        return type.equals(RecordType.CNAME) || type.equals(RecordType.SOA);
    }

    /** What is expected instead of {@code later} where {@code earlier} is; null if they can be together. */
    static @Nullable String expectation(ResourceRecord earlier, ResourceRecord later) {
        RecordType type = later.type();
        if (type.equals(earlier.type())) {
            boolean isSecond = isSingle(type) && !later.data().equals(earlier.data());
            return isSecond ? "no " + type + " record of " + later.name() + " but the one" : null;
        }
        if (earlier.type().equals(RecordType.CNAME) && !type.isAllowedBesideCname()) {
            return "nothing of " + later.name() + " beside its CNAME record";
        }
        if (type.equals(RecordType.CNAME) && !earlier.type().isAllowedBesideCname()) {
            return "no CNAME record of " + later.name() + " beside its " + earlier.type() + " record";
        }
        return null;
    }
}
