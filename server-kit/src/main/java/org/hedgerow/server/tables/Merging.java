package org.hedgerow.server.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableBuilder;

/** Makes one table of several: all records of a name come from the first that has any. */
final class Merging {
    private final List<String> names;
    private final List<Table> tables;
    private final Map<DomainName, Integer> owners = new HashMap<>();
    private final Map<DomainName, TreeMap<Integer, Set<ResourceRecord>>> shared = new LinkedHashMap<>();

    /**
     * Of these tables.
     *
     * @param names what they are called
     */
    Merging(List<String> names, List<Table> tables) {
        this.names = names;
        this.tables = tables;
        for (int i = 0; i < tables.size(); i++) {
            int number = i;
            tables.get(i).forEach(record -> own(record.name(), number));
        }
    }

    private void own(DomainName name, int number) {
        Integer first = owners.putIfAbsent(name, number);
        if (first != null && first != number) {
            shared.putIfAbsent(name, new TreeMap<>());
        }
    }

    Table table() {
        TableBuilder merged = Table.builder();
        for (int i = 0; i < tables.size(); i++) {
            int number = i;
            tables.get(i).forEach(record -> {
                Integer owner = owners.get(record.name());
                if (owner != null && owner == number) {
                    merged.add(record);
                }
            });
        }
        return merged.build();
    }

    MergeConflicts conflicts() {
        if (shared.isEmpty()) {
            return new MergeConflicts(0, List.of());
        }
        for (int i = 0; i < tables.size(); i++) {
            int number = i;
            tables.get(i).forEach(record -> share(record, number));
        }
        int total = 0;
        List<String> first = new ArrayList<>();
        for (Map.Entry<DomainName, TreeMap<Integer, Set<ResourceRecord>>> name : shared.entrySet()) {
            Map.Entry<Integer, Set<ResourceRecord>> used = name.getValue().firstEntry();
            for (Map.Entry<Integer, Set<ResourceRecord>> other : name.getValue().entrySet()) {
                if (!other.getValue().equals(used.getValue())) {
                    total++;
                    if (first.size() < MergeConflicts.MAX_TOLD) {
                        first.add(name.getKey() + ": from \"" + names.get(used.getKey()) + "\", not from \""
                                + names.get(other.getKey()) + '"');
                    }
                }
            }
        }
        return new MergeConflicts(total, first);
    }

    private void share(ResourceRecord record, int number) {
        Map<Integer, Set<ResourceRecord>> owners = shared.get(record.name());
        if (owners != null) {
            owners.computeIfAbsent(number, each -> new HashSet<>()).add(record);
        }
    }
}
