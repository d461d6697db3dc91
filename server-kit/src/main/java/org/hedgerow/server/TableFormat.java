package org.hedgerow.server;

import org.hedgerow.RecordText;
import org.hedgerow.ResourceRecord;
import org.hedgerow.TtlText;

/**
 * The text forms of tables. Common to all: UTF-8, with or without a byte order mark; lines end with LF or CRLF and have at
 * most {@value TableFile#MAX_LINE_OCTETS} octets, without control characters but tabs; blank lines mean nothing, and any run
 * of spaces and tabs separates fields. A file with a bad line is refused as a whole, and all of its bad lines are told at
 * once. Lines are bad, too, that do not go with earlier ones: a second CNAME or SOA record of a name, and others beside a
 * CNAME record.
 */
public enum TableFormat {
    /**
     * Whichever of the others the first line looks like that is neither blank nor a {@code #} comment, among the first 64 KiB
     * of the file; the first of these that is true:
     *
     * <ol>
     *   <li>it begins with an address: {@link #HOSTS};
     *   <li>it begins with {@code $}, its first field is {@code @}, or a field begins with {@code ;} or a parenthesis: {@link
     *       #ZONE};
     *   <li>its second field is an address, or it has no second field: {@link #TABLE};
     *   <li>it is a SOA record whose names all have final dots, or there is an origin in the options: {@link #ZONE};
     *   <li>{@link #TABLE}, as a file without such a line is.
     * </ol>
     *
     * <p>Where a file was taken for another format than a table, its problems say so; where it was taken for a table, those
     * of lines that look like another format.
     */
    AUTO,

    /**
     * A record a line, in one of two forms. Names are absolute, with or without a final dot. {@code #} begins a comment
     * wherever it stands, but in quotes and behind a backslash.
     *
     * <ul>
     *   <li>{@code Name IPaddress [Type]}: the type, A or AAAA, may be left out and must fit the address.
     *   <li>{@code Name [TTL] [IN] Type Value...}: a record of any type, as zone files have it, but of one line. The TTL is as
     *       {@link TtlText} has it, {@value ResourceRecord#DEFAULT_TTL} seconds where there is none. {@link RecordText} has
     *       the values.
     * </ul>
     */
    TABLE,

    /**
     * As {@code /etc/hosts}: {@code IPaddress canonical_name aliases...}. Each of the names gets an A or AAAA record with the
     * address, of {@value ResourceRecord#DEFAULT_TTL} seconds; addresses get no names. {@code #} begins a comment wherever it
     * stands. A line with a scoped address ({@code fe80::1%lo0}) has to be correct and gives no records, for it means
     * something on that host only, and no record can hold it.
     */
    HOSTS,

    /**
     * Master files (RFC 1035, section 5): {@code [Name] [TTL] [IN] Type Value...}.
     *
     * <ul>
     *   <li>{@code ;} begins a comment. Between parentheses the end of a line is a blank. A complaint about an entry of
     *       several lines names the first of them.
     *   <li>A name without a final dot goes on with the origin, which {@code $ORIGIN name} or the options set; {@code @} is the
     *       origin. Names come out without the final dot. A line that begins with a blank has the name of the one above.
     *   <li>TTL and class may be in either order. TTLs, and the times of SOA records, may have units as BIND's ({@code 1h30m},
     *       {@link TtlText}). A record without a TTL has that of {@code $TTL} (RFC 2308, section 4), else the last above it
     *       that was said. A SOA record that finds neither has its minimum, and that goes for those below it, too, as if it
     *       were {@code $TTL}. Any other record that finds none is an error.
     *   <li>Values are as {@link RecordText} has them, with unknown types and data (RFC 3597) as {@code TYPE65280 \# 1 00}.
     *       Strings end with their line.
     *   <li>{@code $INCLUDE file [origin]} reads another file, if {@link TableFileOptions#includes} allows it. Its name is
     *       relative to the file that includes it; it begins with that one's origin and TTL, and without a name to take over.
     *       What it sets itself, ends with it. Where symbolic links lead does not count when it is checked to lie within the
     *       directory of the first file.
     *   <li>{@code $GENERATE}, which BIND alone has, is an error.
     * </ul>
     */
    ZONE
}
