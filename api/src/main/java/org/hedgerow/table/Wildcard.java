package org.hedgerow.table;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Found;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;

/** Answers of wildcards for the names that they speak for (RFC 4592). */
final class Wildcard {
    private Wildcard() {}

    /** The answer as the name's own: itself if it is. */
    static Found speaksFor(DomainName name, Found found) {
        List<ResourceRecord> own = found.records();
        if (own.get(0).name().equals(name)) {
            return found;
        }
        List<ResourceRecord> synthesized = new ArrayList<>(own.size());
        for (ResourceRecord each : own) {
            synthesized.add(each.withName(name));
        }
        return Found.of(synthesized);
    }
}
