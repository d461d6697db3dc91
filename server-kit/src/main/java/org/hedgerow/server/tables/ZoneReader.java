package org.hedgerow.server.tables;

import java.io.IOException;
import java.util.Locale;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Origin;
import org.jspecify.annotations.Nullable;

/** Reads zone files, which RFC 1035, section 5, calls master files. */
final class ZoneReader implements EntryReader {
    private final ReadRecords records;
    private final Includes includes;
    private final ZoneTtl ttl;
    private Origin origin;
    private @Nullable DomainName owner;
    private boolean ownerIsBad;
    private @Nullable DomainName named; // what the name of the file says

    /**
     * Of one file.
     *
     * @param origin what names are relative to, until the file says it
     * @param ttl what TTLs are, until the file says it
     */
    ZoneReader(ReadRecords records, Includes includes, Origin origin, ZoneTtl ttl) {
        this.records = records;
        this.includes = includes;
        this.origin = origin;
        this.ttl = ttl;
    }

    /** That of a file which is named after a zone, and has not been told what its names are relative to. */
    static ZoneReader named(ReadRecords records, Includes includes, @Nullable DomainName zone) {
        ZoneReader reader = new ZoneReader(records, includes, Origin.unknown(), new ZoneTtl());
        reader.named = zone;
        return reader;
    }

    @Override
    public FieldSyntax syntax() {
        return FieldSyntax.ZONE;
    }

    @Override
    public void read(Fields fields, int line) throws BadLineException, IOException {
        if (fields.indented()) {
            if (!ownerIsBad) { // else that has been told
                record(inherited(fields), fields, 0, line);
            }
        } else if (fields.beginsWith(0, '$')) {
            directive(fields);
        } else {
            ownerIsBad = true;
            adoptNamed(fields);
            DomainName name = fields.name(0, origin);
            ownerIsBad = false;
            owner = name;
            record(name, fields, 1, line);
        }
    }

    /** A file whose name is that of a zone has it as its origin where that zone starts (RFC 1035, section 5.2), if no earlier. */
    private void adoptNamed(Fields fields) throws BadLineException {
        if (named != null && Recognition.isSoa(fields)) {
            Origin candidate = Origin.of(named);
            origin = fields.name(0, candidate).equals(named) ? candidate : origin;
            named = null;
        }
    }

    private DomainName inherited(Fields fields) throws BadLineException {
        if (owner == null) {
            throw fields.expected("a name, for there is none above to take over");
        }
        return owner;
    }

    private void record(DomainName name, Fields fields, int first, int line) throws BadLineException {
        TypedValue value = TypedValue.parse(fields, first, origin);
        int seconds = ttl.of(value);
        if (seconds == TypedValue.NO_TTL) {
            throw fields.expected("a TTL, for there is none above to take over, nor $TTL");
        }
        records.add(name, seconds, value, line);
    }

    private void directive(Fields fields) throws BadLineException, IOException {
        switch (fields.string(0).toUpperCase(Locale.ROOT)) {
            case "$ORIGIN" -> {
                form(fields, 2, "\"$ORIGIN name\"");
                origin = Origin.of(fields.name(1, origin));
                named = null;
            }
            case "$TTL" -> {
                form(fields, 2, "\"$TTL seconds\"");
                ttl.set(TypedValue.ttl(fields, 1));
            }
            case "$INCLUDE" -> {
                form(fields, fields.count() == 3 ? 3 : 2, "\"$INCLUDE file [origin]\"");
                Origin inner = fields.count() == 3 ? Origin.of(fields.name(2, origin)) : origin;
                includes.read(fields, 1, inner, ttl.copy());
            }
            case "$GENERATE" -> throw fields.expected("each record by itself, not $GENERATE, which BIND alone has");
            default -> throw fields.expected("$ORIGIN, $TTL or $INCLUDE", 0);
        }
    }

    private static void form(Fields fields, int count, String expected) throws BadLineException {
        if (fields.count() != count) {
            throw fields.expected(expected);
        }
    }
}
