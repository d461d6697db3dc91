package org.hedgerow.samples.etcd;

import java.util.List;
import java.util.Optional;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * What names a table answers for, and what they stand for.
 *
 * @param apexes the names of its zones; none means all names
 * @param directories whether a name stands for all services beneath it
 */
record ServiceZones(List<DomainName> apexes, boolean directories) {
    /** All names, as CoreDNS has them for the zone of the root, but for top-level domains. */
    static final ServiceZones ALL = new ServiceZones(List.of(), true);

    private static final int SOA_TTL = 30;
    private static final int REFRESH = 7_200;
    private static final int RETRY = 1_800;
    private static final int EXPIRE = 86_400;
    private static final List<DomainName> REVERSE = List.of(DomainName.of("in-addr.arpa"), DomainName.of("ip6.arpa"));

    ServiceZones {
        apexes = List.copyOf(apexes);
    }

    /** Whether the table may have the name. */
    boolean has(DomainName name) {
        return apexes.isEmpty() || apexes.stream().anyMatch(name::isWithin);
    }

    /** Whether a name stands for all services beneath it; without zones, top-level domains do not. */
    boolean isDirectory(DomainName name) {
        return directories
                && !name.isRoot()
                && has(name)
                && (!apexes.isEmpty() || !name.parent().isRoot());
    }

    boolean isApex(DomainName name) {
        return apexes.contains(name);
    }

    /** Whether names below it say whose an address is. */
    static boolean isReverse(DomainName name) {
        return REVERSE.stream().anyMatch(name::isWithin);
    }

    /** The name below the apex that is asked in its place, if there is such a name. */
    static Optional<DomainName> below(String labels, DomainName apex) {
        try {
            return Optional.of(DomainName.of(labels + '.' + apex));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As CoreDNS makes it up; the serial is the revision of the cluster. */
    static Optional<ResourceRecord> soa(DomainName apex, long revision) {
        Optional<DomainName> primary = below("ns.dns", apex);
        Optional<DomainName> mailbox = below("hostmaster", apex);
        if (primary.isEmpty() || mailbox.isEmpty()) {
            return Optional.empty();
        }
        RecordData data =
                new RecordData.Soa(primary.get(), mailbox.get(), (int) revision, REFRESH, RETRY, EXPIRE, SOA_TTL);
        return Optional.of(new ResourceRecord(apex, RecordType.SOA, SOA_TTL, data));
    }
}
