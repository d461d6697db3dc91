package org.hedgerow.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table in flat arrays: little memory, nothing that a collector has to follow, and few cache misses to look something up.
 */
final class PackedTable implements Table {
    private static final int SHOWN = 4;

    private final Entries entries;
    private final Aliases aliases;
    private final int records;

    PackedTable(Entries entries, int records) {
        this.entries = entries;
        this.aliases = Aliases.of(entries);
        this.records = records;
    }

    @Override
    public Answer find(Question question) {
        DomainName name = question.name();
        RecordType type = question.type();
        int number = entries.names().find(name);
        if (number == NameIndex.NONE) {
            return findWildcard(name, type);
        }
        Found own = findOwn(number, type);
        if (own != null) {
            return own;
        }
        return leadsOn(number, type) ? aliases.find(number, type) : noType(number, name);
    }

    private Answer findWildcard(DomainName name, RecordType type) {
        int number = entries.names().findWildcard(name);
        if (number == NameIndex.NONE) {
            return entries.zones().noName(name);
        }
        Found own = findOwn(number, type);
        if (own != null) {
            return Wildcard.speaksFor(name, own);
        }
        return leadsOn(number, type) ? new AliasChain(name, entries).answer(type) : noType(number, name);
    }

    private boolean leadsOn(int number, RecordType type) {
        return entries.isAlias(number) && !type.isAllowedBesideCname();
    }

    private Answer noType(int number, DomainName name) {
        Zones zones = entries.zones();
        return entries.isEmpty(number) ? zones.noRecords(name) : zones.noType(name);
    }

    /** What the name itself has of the type; a question for any type wants more of an alias. */
    private @Nullable Found findOwn(int number, RecordType type) {
        boolean none = entries.isEmpty(number) || (entries.isAlias(number) && type.equals(RecordType.ANY));
        return none ? null : entries.sets().find(number, type);
    }

    @Override
    public int size() {
        return records;
    }

    @Override
    public void forEach(Consumer<? super ResourceRecord> action) {
        entries.sets().forEach(action);
    }

    @Override
    public List<Zone> zones() {
        return entries.zones().all();
    }

    @Override
    public String toString() {
        if (records > SHOWN) {
            return "table of " + records + " records";
        }
        List<ResourceRecord> all = new ArrayList<>(SHOWN);
        forEach(all::add);
        return "table of " + records + " records " + all;
    }
}
