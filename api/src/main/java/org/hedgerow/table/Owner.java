package org.hedgerow.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hedgerow.DomainName;
import org.hedgerow.Found;
import org.hedgerow.RecordData;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;

/** What one name owns, as answers: a set of records for each type (RFC 2181, section 5). */
final class Owner {
    // The one that answers a question for any type comes first; the others stay in the order given, as the sort is
    // stable.
    private static final Comparator<RecordType> ADDRESSES_FIRST =
            Comparator.comparing((RecordType type) -> type.equals(RecordType.A) ? 0 : type.isAddress() ? 1 : 2);

    private Owner() {}

    /**
     * The answers, those of addresses first.
     *
     * @param records at least one, all of one name
     * @throws IllegalArgumentException if they cannot be together; the message names the name
     */
    static List<Found> answers(List<ResourceRecord> records) {
        if (records.size() == 1) {
            return List.of(new Found(records));
        }
        Map<RecordType, Map<RecordData, ResourceRecord>> byType = new LinkedHashMap<>();
        for (ResourceRecord each : records) {
            byType.computeIfAbsent(each.type(), type -> new LinkedHashMap<>()).putIfAbsent(each.data(), each);
        }
        DomainName name = records.get(0).name();
        checkAlias(name, byType);
        checkSingle(name, RecordType.SOA, byType);
        List<Found> answers = new ArrayList<>(byType.size());
        byType.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ADDRESSES_FIRST))
                .forEach(entry -> answers.add(answer(entry.getValue().values(), ttl(records, entry.getKey()))));
        return answers;
    }

    private static void checkAlias(DomainName name, Map<RecordType, Map<RecordData, ResourceRecord>> byType) {
        if (!byType.containsKey(RecordType.CNAME)) {
            return;
        }
        checkSingle(name, RecordType.CNAME, byType);
        for (RecordType type : byType.keySet()) {
            if (!type.equals(RecordType.CNAME) && !type.isAllowedBesideCname()) {
                throw new IllegalArgumentException(
                        "expected no other records beside the CNAME record of " + name + ", found \"" + type + '"');
            }
        }
    }

    private static void checkSingle(
            DomainName name, RecordType type, Map<RecordType, Map<RecordData, ResourceRecord>> byType) {
        int count = byType.getOrDefault(type, Map.of()).size();
        if (count > 1) {
            throw new IllegalArgumentException(
                    "expected one " + type + " record of " + name + ", found \"" + count + '"');
        }
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

    private static Found answer(Collection<ResourceRecord> records, int ttl) {
        return new Found(records.stream()
                .map(each -> each.ttl() == ttl ? each : new ResourceRecord(each.name(), each.type(), ttl, each.data()))
                .collect(Collectors.toList()));
    }
}
