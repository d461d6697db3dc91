package org.hedgerow.samples.etcd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * The records of all services: a name has those of the services beneath it, and of its own only if there are none, as
 * CoreDNS finds them ({@code plugin/etcd/etcd.go}).
 */
final class ServiceTree {
    /** How many of the services beneath a name are in its answers; of more, the first by their keys. */
    static final int MAX_BENEATH = 1_000;

    private final ServiceZones zones;
    private final Map<DomainName, List<Entry>> own = new LinkedHashMap<>();
    private final Map<DomainName, List<Entry>> beneath = new LinkedHashMap<>();
    private final List<ResourceRecord> records = new ArrayList<>();

    private ServiceTree(ServiceZones zones) {
        this.zones = zones;
    }

    /**
     * The records of these services.
     *
     * @param entries in the order of their keys
     * @param revision of the cluster
     */
    static List<ResourceRecord> records(Collection<Entry> entries, ServiceZones zones, long revision) {
        ServiceTree tree = new ServiceTree(zones);
        entries.stream().filter(each -> zones.has(each.name())).forEach(tree::plant);
        tree.addNames();
        tree.addZones(revision);
        return tree.records;
    }

    private void plant(Entry entry) {
        DomainName name = entry.name();
        boolean reverse = ServiceZones.isReverse(name);
        if (entry.isBeneathItself() && !reverse) {
            putBeneath(name, entry);
        } else {
            own.computeIfAbsent(name, any -> new ArrayList<>()).add(entry);
        }
        if (!reverse) {
            for (DomainName above = name.parent(); zones.isDirectory(above); above = above.parent()) {
                putBeneath(above, entry);
            }
        }
    }

    private void putBeneath(DomainName name, Entry entry) {
        List<Entry> entries = beneath.computeIfAbsent(name, any -> new ArrayList<>());
        if (entries.size() < MAX_BENEATH) {
            entries.add(entry);
        }
    }

    private void addNames() {
        Set<DomainName> names = new LinkedHashSet<>(own.keySet());
        names.addAll(beneath.keySet());
        for (DomainName name : names) {
            List<Entry> entries = services(name);
            if (ServiceZones.isReverse(name)) {
                records.addAll(NameRecords.pointers(name, entries));
            } else if (zones.isApex(name)) {
                addApex(name, NameRecords.of(name, entries, false));
            } else {
                records.addAll(NameRecords.of(name, entries, true));
            }
        }
    }

    /** What an answer for the name is made of. */
    private List<Entry> services(DomainName name) {
        List<Entry> entries = beneath.containsKey(name) ? beneath.get(name) : own.get(name);
        return entries == null ? List.of() : Groups.select(entries);
    }

    /** The addresses of an apex are those of {@code apex.dns} below it, if there are any services. */
    private void addApex(DomainName apex, List<ResourceRecord> made) {
        List<Entry> instead =
                ServiceZones.below("apex.dns", apex).map(this::services).orElseGet(List::of);
        for (ResourceRecord each : made) {
            if (instead.isEmpty() || !each.type().isAddress()) {
                records.add(each);
            }
        }
        for (ResourceRecord each : NameRecords.of(apex, instead, false)) {
            if (each.type().isAddress()) {
                records.add(each);
            }
        }
    }

    /** The SOA record of each zone, and as NS records the services of {@code ns.dns} below it. */
    private void addZones(long revision) {
        for (DomainName apex : zones.apexes()) {
            ServiceZones.soa(apex, revision).ifPresent(records::add);
            ServiceZones.below("ns.dns", apex).map(this::services).orElseGet(List::of).stream()
                    .filter(each -> each.service().address() != null)
                    .map(each -> new ResourceRecord(
                            apex, RecordType.NS, each.service().ttl(), new RecordData.Host(each.name())))
                    .forEach(records::add);
        }
    }
}
