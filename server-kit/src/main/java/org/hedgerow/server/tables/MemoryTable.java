package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableBuilder;
import org.hedgerow.table.TableHealth;
import org.jspecify.annotations.Nullable;

/**
 * Records that change, and the table of them: made by whoever asks for it first, or, while there are questions, by whoever changes
 * the records, so that no question waits. Any thread asks; one at a time changes.
 */
final class MemoryTable {
    private @Nullable Map<DomainName, List<ResourceRecord>>
            records; // null if they are as in the table; guarded by this
    private volatile @Nullable Table table; // null if it is to be made of the records
    private volatile boolean asked; // since the last change
    private long generation = 1; // guarded by this

    MemoryTable(Table first) {
        this.table = first;
    }

    /** The table, for a question. */
    Table asked() {
        if (!asked) {
            asked = true;
        }
        return table();
    }

    Table table() {
        Table made = table;
        return made == null ? make() : made;
    }

    private synchronized Table make() {
        Table made = table;
        if (made == null) {
            made = tableOf(requireNonNull(records, "records that are not in a table"));
            table = made;
        }
        return made;
    }

    private static Table tableOf(Map<DomainName, List<ResourceRecord>> records) {
        TableBuilder table = Table.builder();
        records.values().forEach(each -> each.forEach(table::add));
        return table.build();
    }

    /** The records by their owners, for the one who changes. */
    synchronized Map<DomainName, List<ResourceRecord>> records() {
        Map<DomainName, List<ResourceRecord>> all = records;
        if (all == null) {
            Map<DomainName, List<ResourceRecord>> read = new LinkedHashMap<>();
            table().forEach(record -> read.computeIfAbsent(record.name(), name -> new ArrayList<>(1))
                    .add(record));
            records = read;
            all = read;
        }
        return all;
    }

    /** Has this table from now on. */
    synchronized void replace(Table next) {
        records = null;
        table = next;
        generation++;
    }

    /**
     * Has these records of these names from now on, which can be together.
     *
     * @param wanted whether the table is made now in any case
     */
    synchronized void change(Map<DomainName, List<ResourceRecord>> changed, boolean wanted) {
        Map<DomainName, List<ResourceRecord>> all = records();
        changed.forEach((name, records) -> {
            if (records.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, List.copyOf(records));
            }
        });
        table = asked || wanted ? tableOf(all) : null; // until it is made the one before is in use
        asked = false;
        generation++;
    }

    synchronized TableHealth health() {
        return new TableHealth(generation, table().size(), Duration.ZERO, Optional.empty());
    }
}
