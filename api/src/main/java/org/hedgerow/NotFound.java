package org.hedgerow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody responsible says that it does not exist. Silence is never this, it is {@link Failed.Reason#TIMEOUT}.
 *
 * @param kind what does not exist
 * @param aliases the CNAME records that lead from the name asked for to the one that this is said of; mostly none
 * @param soa the start of the zone that says so, whose TTL is how long others may keep this (RFC 2308, section 5); null
 *     where there is no zone, so that nobody may
 */
public record NotFound(
        Kind kind, List<ResourceRecord> aliases, @Nullable ResourceRecord soa) implements Answer {

    /** What does not exist. */
    public enum Kind {
        /** The name itself, for no record type (NXDOMAIN of RFC 1035 and RFC 2308). */
        NO_SUCH_NAME,
        /** The name has records, none of the type asked for (NODATA of RFC 2308); or only names below it do. */
        NO_SUCH_TYPE
    }

    /** The name does not exist. */
    public static final NotFound NAME = new NotFound(Kind.NO_SUCH_NAME, List.of(), null);

    /** The name exists without a record of this type. */
    public static final NotFound TYPE = new NotFound(Kind.NO_SUCH_TYPE, List.of(), null);

    /** Keeps the aliases. */
    public NotFound {
        aliases = List.copyOf(aliases);
    }

    /** What does not exist, and what there is besides. */
    @Override
    public String toString() {
        return "NotFound[kind=" + kind + (aliases.isEmpty() ? "" : ", aliases=" + aliases)
                + (soa == null ? "" : ", soa=" + soa) + "]";
    }
}
