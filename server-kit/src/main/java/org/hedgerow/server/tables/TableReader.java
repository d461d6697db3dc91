package org.hedgerow.server.tables;

import java.net.InetAddress;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Origin;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * Reads table files: {@code Name IPaddress [Type]} or {@code Name [TTL] [IN] Type Value...}. The second field tells which of
 * them is meant, for nothing is an address and one of the others.
 */
final class TableReader implements EntryReader {
    private static final String SHORT_FORM = "\"Name IPaddress [Type]\"";
    private static final String ADDRESS = "an IPv4 or IPv6 address";

    private final ReadRecords records;

    TableReader(ReadRecords records) {
        this.records = records;
    }

    @Override
    public FieldSyntax syntax() {
        return FieldSyntax.TABLE;
    }

    @Override
    public void read(Fields fields, int line) throws BadLineException {
        try {
            readRecord(fields, line);
        } catch (BadLineException e) {
            TableFormat looksLike = Recognition.of(fields, false);
            throw looksLike == TableFormat.TABLE ? e : e.with(Recognition.remark(TableFormat.TABLE));
        }
    }

    private void readRecord(Fields fields, int line) throws BadLineException {
        if (fields.count() == 1) {
            throw fields.expected(SHORT_FORM);
        }
        InetAddress address = fields.address(1);
        if (address != null) {
            records.add(shortForm(fields, address), line);
        } else if (TypedValue.isTtl(fields, 1) || TypedValue.isClass(fields, 1) || fields.type(1) != null) {
            DomainName owner = fields.name(0, Origin.absolute());
            TypedValue value = TypedValue.parse(fields, 1, Origin.absolute());
            int ttl = value.ttl() == TypedValue.NO_TTL ? ResourceRecord.DEFAULT_TTL : value.ttl();
            records.add(owner, ttl, value, line);
        } else {
            boolean mayBeType = fields.count() > 2 && fields.indexOf(1, '.') < 0 && fields.indexOf(1, ':') < 0;
            throw fields.expected(mayBeType ? ADDRESS + " or a record type" : ADDRESS, 1);
        }
    }

    private static ResourceRecord shortForm(Fields fields, InetAddress address) throws BadLineException {
        if (fields.count() > 3) {
            throw fields.expected(SHORT_FORM);
        }
        ResourceRecord record = ResourceRecord.of(fields.name(0, Origin.absolute()), address);
        RecordType type = record.type();
        if (fields.count() == 3 && !type.equals(fields.type(2))) {
            throw fields.expected("type " + type + ", which fits the address", 2);
        }
        return record;
    }
}
