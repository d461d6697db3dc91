package org.hedgerow.table;

import org.hedgerow.Answer;
import org.hedgerow.DomainName;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.RecordType;
import org.jspecify.annotations.Nullable;

/** A table in flat arrays, which costs few cache misses to look something up in. */
final class PackedTable implements Table {
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
        return entries.isAlias(number) ? aliases.find(number, type) : noType(number, name);
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
        return entries.isAlias(number) ? new AliasChain(name, entries).answer(type) : noType(number, name);
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
    public String toString() {
        return "table of " + records + " records" + (records <= 4 ? " " + entries.sets() : "");
    }
}
