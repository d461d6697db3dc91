package org.hedgerow.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/** What one name owns: a set of records for each type (RFC 2181, section 5). */
final class Owner {
    // The one that answers a question for any type comes first; the others stay in the order given, as the sort is
    // stable.
    private static final Comparator<RecordType> ADDRESSES_FIRST =
            Comparator.comparing((RecordType type) -> type.equals(RecordType.A) ? 0 : type.isAddress() ? 1 : 2);

    private Owner() {}

    /**
     * The sets, those of addresses first.
     *
     * @param records at least one, all of one name, that can be together
     */
    static List<List<ResourceRecord>> sets(List<ResourceRecord> records) {
        Map<RecordType, Map<RecordData, ResourceRecord>> byType = new LinkedHashMap<>();
        for (ResourceRecord each : records) {
            byType.computeIfAbsent(each.type(), type -> new LinkedHashMap<>()).putIfAbsent(each.data(), each);
        }
        List<List<ResourceRecord>> sets = new ArrayList<>(byType.size());
        byType.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ADDRESSES_FIRST))
                .forEach(entry -> sets.add(set(entry.getValue().values(), ttl(records, entry.getKey()))));
        return sets;
    }

    /** A set has one TTL; of several the smallest is safe (RFC 2181, section 5.2). */
    private static int ttl(List<ResourceRecord> records, RecordType type) {
        int smallest = Integer.MAX_VALUE;
        for (ResourceRecord each : records) {
            if (each.type().equals(type)) {
                smallest = Math.min(smallest, each.ttl());
            }
        }
        return smallest;
    }

    private static List<ResourceRecord> set(Collection<ResourceRecord> records, int ttl) {
        return records.stream()
                .map(each -> each.ttl() == ttl ? each : new ResourceRecord(each.name(), each.type(), ttl, each.data()))
                .toList();
    }
}
