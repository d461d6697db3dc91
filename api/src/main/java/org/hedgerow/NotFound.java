package org.hedgerow;

/**
 * Somebody responsible says that it does not exist. Silence is never this, it is {@link Failed.Reason#TIMEOUT}.
 *
 * @param kind what does not exist
 */
public record NotFound(Kind kind) implements Answer {

    /** What does not exist. */
    public enum Kind {
        /** The name itself, for no record type (NXDOMAIN of RFC 1035 and RFC 2308). */
        NO_SUCH_NAME,
        /** The name has records, none of the type asked for (NODATA of RFC 2308). */
        NO_SUCH_TYPE
    }

    /** The name does not exist. */
    public static final NotFound NAME = new NotFound(Kind.NO_SUCH_NAME);

    /** The name exists without a record of this type. */
    public static final NotFound TYPE = new NotFound(Kind.NO_SUCH_TYPE);
}
