package org.hedgerow.dns;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * The records of one section of a message.
 *
 * @param records those that are data of class IN, in order; what else there is, as OPT, is passed over
 * @param isWhole whether that is all that the section has, as it is there
 */
record DnsSection(List<ResourceRecord> records, boolean isWhole) {

    /** Reads so many records. */
    static DnsSection read(DnsReader reader, int count) throws BadMessageException {
        List<ResourceRecord> records = new ArrayList<>(Math.min(count, 4));
        boolean whole = true;
        for (int i = 0; i < count; i++) {
            DomainName name = reader.name();
            RecordType type = RecordType.of(reader.u16());
            int recordClass = reader.u16();
            int ttl = reader.s32();
            int length = reader.u16();
            if (recordClass == DnsHeader.CLASS_IN && !type.isMeta()) {
                records.add(new ResourceRecord(name, type, Math.max(0, ttl), reader.data(type, length)));
                whole &= ttl >= 0;
            } else {
                reader.skip(length);
                whole = false;
            }
        }
        return new DnsSection(records, whole);
    }
}
