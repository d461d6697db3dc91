package org.hedgerow.server.tables;

import org.hedgerow.record.RecordText;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.record.TtlText;

/**
 * The text forms of tables. Common to all: UTF-8, with or without byte order marks; lines end with LF or CRLF and have at most
 * {@value TableFile#MAX_LINE_OCTETS} bytes; blank lines mean nothing, and any run of spaces and tabs separates fields. Comments may
 * have any bytes, and so may the text of TXT and CAA records. A file with a bad line is refused as a whole, and all of its bad
 * lines are reported at once. Lines are bad, too, that do not go with earlier ones: a second CNAME or SOA record of a name, a
 * SOA record of a zone that another file starts, and others beside a CNAME record.
 *
 * <p>Unless {@link TableFileOptions#strict} is set, what follows is no bad line; a warning in the log says how many there are of
 * each kind in a file, and which is the first:
 *
 * <ul>
 *   <li>what is wrong in a hosts file, as long as there is one good name in it;
 *   <li>a record that has text for data which {@link RecordText} does not know, because it knows that of A, NS, CNAME, SOA, PTR, MX,
 *       TXT, AAAA, SRV and CAA records alone, and {@code \# octets hex} of all: the record is passed over.
 * </ul>
 *
 * <p>There is a warning, too, for what a table serves as data and does not act upon: DNAME records, NS records below the start
 * of a zone, and the signatures and proofs of DNSSEC.
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
     *   <li>it is a SOA record whose names all have final dots, or one in a file that is named after a zone (see {@link #ZONE}), or
     *       there is an origin in the options: {@link #ZONE};
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
     * stands, and a backslash is a character like others. A line with a scoped address ({@code fe80::1%lo0}) has to be correct and gives no records, for it means
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
     *       origin. Without either, a file that is named after a zone ({@code example.org.zone}, {@code example.org.db}, {@code
     *       db.example.org}) has that as its origin from the SOA record on that starts the zone. An owner may be in quotes. Names
     *       come out without the final dot. A line that begins with a blank has the name of the one above.
     *   <li>TTL and class may be in either order. TTLs, and the times of SOA records, may have units as BIND's ({@code 1h30m},
     *       {@link TtlText}). A record without a TTL has that of {@code $TTL} (RFC 2308, section 4), else the last above it
     *       that was said. A SOA record that finds neither has its minimum, and that goes for those below it, too, as if it
     *       were {@code $TTL}. Any other record that finds none is an error. TTLs from 2^31 on are 0 (RFC 2181, section 8).
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
