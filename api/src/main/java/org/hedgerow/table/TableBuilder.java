package org.hedgerow.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.hedgerow.DomainName;
import org.hedgerow.Found;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;

/** Packs records into a table. */
final class TableBuilder {
    private final Owners owners;
    private int records;

    private TableBuilder(Owners owners) {
        this.owners = owners;
    }

    /**
     * A table of the records.
     *
     * @throws IllegalArgumentException if some cannot be together
     */
    static Table build(Collection<ResourceRecord> records) {
        return new TableBuilder(new Owners(records)).build();
    }

    private Table build() {
        RecordSets sets = sets();
        Zones zones = zones(sets);
        NameTree names = new NameTreeBuilder(owners.numbers(), sets, zones).build();
        return new PackedTable(new Entries(names, sets, owners.aliases(), zones), records);
    }

    private RecordSets sets() {
        RecordSets.Builder sets = new RecordSets.Builder(owners.count());
        for (int number = 0; number < owners.count(); number++) {
            for (Found each : Owner.answers(owners.records(number))) {
                sets.add(each);
                records += each.records().size();
            }
            sets.next();
        }
        return sets.build();
    }

    private static Zones zones(RecordSets sets) {
        Map<DomainName, Zone> byApex = new HashMap<>();
        for (int number = 0; number < sets.size(); number++) {
            Found soa = sets.find(number, RecordType.SOA);
            if (soa != null) {
                byApex.put(soa.first().name(), Zone.of(soa.first()));
            }
        }
        return new Zones(byApex);
    }
}
