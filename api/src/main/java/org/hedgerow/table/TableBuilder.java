package org.hedgerow.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hedgerow.Found;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table of records that come one by one: {@link Table#of} without the collection. It keeps none of the objects that
 * it is given; how much memory it takes is about what the table will take, and half as much again. Names that only have names
 * below them cost memory, too, some 10 to 30 octets each, of which deep names have many. For one thread, and for
 * one table.
 */
public final class TableBuilder {
    private @Nullable RecordLog log = new RecordLog();

    TableBuilder() {}

    /**
     * Takes one more record. Records of one name and type stay in the order given.
     *
     * @throws RecordConflictException if it cannot be beside one that has been taken; it is left out then, and others may
     *     follow
     * @throws IllegalStateException if the table has been built, or if names and data are more than 4 GiB
     */
    public TableBuilder add(ResourceRecord record) {
        Objects.requireNonNull(record, "record");
        log().add(record);
        return this;
    }

    /**
     * The table of the records, as {@link Table#of} describes it. The builder is used up then.
     *
     * @throws IllegalStateException if it has been called before
     */
    public Table build() {
        Owners owners = log().owners();
        log = null; // and with it its index, before there is another
        RecordSets.Builder sets = new RecordSets.Builder(owners.count());
        NameIndex.Numbering numbers = new NameIndex.Numbering(owners.count() + owners.count() / 16 + 1);
        owners.moveTo(sets, numbers);
        RecordSets built = sets.build();
        Zones zones = zones(built);
        NameTree names = new NameTreeBuilder(numbers, built, zones).build();
        return new PackedTable(new Entries(names, built, owners.aliases(), zones), sets.records());
    }

    private RecordLog log() {
        if (log == null) {
            throw new IllegalStateException("the table has been built");
        }
        return log;
    }

    private static Zones zones(RecordSets sets) {
        List<Zone> zones = new ArrayList<>();
        for (int number = 0; number < sets.size(); number++) {
            Found soa = sets.find(number, RecordType.SOA);
            if (soa != null) {
                zones.add(Zone.of(soa.first()));
            }
        }
        return new Zones(zones);
    }
}
