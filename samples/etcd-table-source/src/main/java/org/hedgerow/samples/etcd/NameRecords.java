package org.hedgerow.samples.etcd;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/** The records of one name, made of its services ({@code plugin/backend_lookup.go} of CoreDNS). */
final class NameRecords {
    private static final int WEIGHTS = 100; // what those of one priority add up to

    private final DomainName name;
    private final List<Entry> entries;
    private final Map<Integer, Integer> weights = new HashMap<>();
    private final List<ResourceRecord> records = new ArrayList<>();

    private NameRecords(DomainName name, List<Entry> entries) {
        this.name = name;
        this.entries = entries;
        entries.forEach(
                each -> weights.merge(each.service().priority(), each.service().weight(), Integer::sum));
    }

    /** All records, but for what the name is an alias of: that only if it is nothing else. */
    static List<ResourceRecord> of(DomainName name, List<Entry> entries, boolean mayBeAlias) {
        NameRecords made = new NameRecords(name, entries);
        if (entries.size() == 1 && entries.get(0).service().isAlias()) {
            if (mayBeAlias) {
                made.add(entries.get(0), RecordType.CNAME, host(entries.get(0)));
            }
        } else {
            made.addAll();
        }
        return made.records;
    }

    /** Whose name an address is. */
    static List<ResourceRecord> pointers(DomainName name, List<Entry> entries) {
        NameRecords made = new NameRecords(name, entries);
        entries.stream()
                .filter(each ->
                        !each.service().host().isEmpty() && each.service().address() == null)
                .forEach(each -> made.add(each, RecordType.PTR, host(each)));
        return made.records;
    }

    private void addAll() {
        for (Entry each : entries) {
            Service service = each.service();
            InetAddress address = service.address();
            if (address != null) {
                ResourceRecord record = ResourceRecord.of(name, address);
                add(each, record.type(), record.data());
            }
            if (!service.text().isEmpty()) {
                add(each, RecordType.TXT, text(service.text()));
            }
            if (!service.host().isEmpty() && service.port() > 0) {
                add(each, RecordType.SRV, srv(each));
            }
            if (!service.host().isEmpty() && service.mail()) {
                add(each, RecordType.MX, new RecordData.Mx(service.priority(), target(each)));
            }
        }
    }

    private void add(Entry entry, RecordType type, RecordData data) {
        records.add(new ResourceRecord(name, type, entry.service().ttl(), data));
    }

    private static RecordData host(Entry entry) {
        return new RecordData.Host(DomainName.of(entry.service().host()));
    }

    private RecordData srv(Entry entry) {
        Service service = entry.service();
        int share = WEIGHTS * service.weight() / weights.getOrDefault(service.priority(), WEIGHTS);
        return new RecordData.Srv(service.priority(), Math.max(1, share), service.port(), target(entry));
    }

    /** The host, or the name of the key where that is an address, without the labels that are to be stripped. */
    private static DomainName target(Entry entry) {
        Service service = entry.service();
        DomainName whole = service.address() == null ? DomainName.of(service.host()) : entry.name();
        DomainName target = whole;
        for (int i = 0; i < service.targetStrip() && !target.isRoot(); i++) {
            target = target.parent();
        }
        return target.isRoot() ? whole : target;
    }

    /** In strings as long as they can be. */
    private static RecordData text(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        List<Octets> strings = new ArrayList<>();
        for (int from = 0; from < octets.length; from += RecordData.Txt.MAX_STRING_OCTETS) {
            int to = Math.min(octets.length, from + RecordData.Txt.MAX_STRING_OCTETS);
            strings.add(Octets.of(octets, from, to));
        }
        return new RecordData.Txt(strings);
    }
}
