package org.hedgerow.server.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The zones of files, and the records that have a meaning for the names around them which a table does not know: they are
 * served as data, and a warning says so.
 */
final class Unserved {
    /** How many NS records are kept until it is known whether they delegate; of more, all that may are counted. */
    private static final int MAX_KEPT = 10_000;

    private final Warnings warnings;
    private final Map<DomainName, Place> starts = new HashMap<>();
    private final List<NameServer> nameServers = new ArrayList<>();

    private record NameServer(DomainName owner, Place place) {}

    Unserved(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Whether records of the type mean something for the names around them, as most do not. */
    static boolean concerns(RecordType type) {
        return type.equals(RecordType.SOA)
                || type.equals(RecordType.NS)
                || type.equals(RecordType.DNAME)
                || isOfDnssec(type);
    }

    private static boolean isOfDnssec(RecordType type) {
        return type.isAllowedBesideCname() || type.equals(RecordType.NSEC3);
    }

    /** Where else the zone starts that this record starts; null if nowhere, or in the same file. */
    @Nullable
    Place otherStart(ResourceRecord record, Place place) {
        Place first = record.type().equals(RecordType.SOA) ? starts.putIfAbsent(record.name(), place) : null;
        return first == null || first.source().equals(place.source()) ? null : first;
    }

    /** Looks at a record that has been taken. */
    void see(ResourceRecord record, Place place) {
        RecordType type = record.type();
        if (type.equals(RecordType.NS)) {
            seeNameServer(new NameServer(record.name(), place));
        } else if (type.equals(RecordType.DNAME)) {
            warnings.add(place, "DNAME", "names below the owner of a DNAME record are not redirected");
        } else if (isOfDnssec(type)) {
            warnings.add(place, "DNSSEC", "answers come without signatures and proofs (RRSIG, NSEC, NSEC3)");
        }
    }

    private void seeNameServer(NameServer server) {
        if (starts.containsKey(server.owner)) {
            return;
        }
        if (nameServers.size() == MAX_KEPT) {
            warnAboutDelegations();
        }
        nameServers.add(server);
    }

    /** All records have been seen. */
    void end() {
        warnAboutDelegations();
    }

    /** An NS record delegates if it is below the start of a zone, and starts none itself. */
    private void warnAboutDelegations() {
        for (NameServer each : nameServers) {
            if (!starts.containsKey(each.owner) && isBelowStart(each.owner)) {
                warnings.add(
                        each.place,
                        "delegation",
                        "names below " + each.owner + " are answered from here, not referred to its servers (NS)");
            }
        }
        nameServers.clear();
    }

    private boolean isBelowStart(DomainName name) {
        for (DomainName each = name; !each.isRoot(); each = each.parent()) {
            if (starts.containsKey(each.parent())) {
                return true;
            }
        }
        return false;
    }
}
