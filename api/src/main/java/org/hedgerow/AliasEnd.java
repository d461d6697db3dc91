package org.hedgerow;

import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/** Where a chain of aliases ends, whose signatures and DNAME records may be among them. */
final class AliasEnd {
    private AliasEnd() {}

    /** The name that the last alias leads to, or else the one that was asked for. */
    static DomainName of(DomainName asked, List<ResourceRecord> records) {
        for (int i = records.size() - 1; i >= 0; i--) {
            ResourceRecord each = records.get(i);
            if (each.type().equals(RecordType.CNAME) && each.data() instanceof RecordData.Host host) {
                return host.name();
            }
        }
        return asked;
    }

    /** Whether there is an alias among them, and nothing else. */
    static boolean isAll(List<ResourceRecord> records) {
        boolean alias = false;
        for (ResourceRecord each : records) {
            RecordType type = each.type();
            if (type.equals(RecordType.CNAME)) {
                alias = true;
            } else if (!type.equals(RecordType.RRSIG) && !type.equals(RecordType.DNAME)) {
                return false;
            }
        }
        return alias;
    }
}
