package org.hedgerow.table;

import org.hedgerow.record.DomainName;

/**
 * What a table has of its own, before aliases are followed.
 *
 * @param names the names, by number
 * @param sets what they own
 * @param aliases how many of them are aliases; theirs are the lowest numbers
 * @param zones the zones
 */
record Entries(NameTree names, RecordSets sets, int aliases, Zones zones) {

    /** The number of the name or of the wildcard that speaks for it, or {@link NameIndex#NONE}. */
    int source(DomainName name) {
        int number = names.find(name);
        return number != NameIndex.NONE ? number : names.findWildcard(name);
    }

    boolean isAlias(int number) {
        return number < aliases && number != NameIndex.NONE;
    }

    /** Whether the name has no records, only names below it. */
    boolean isEmpty(int number) {
        return number >= sets.size();
    }
}
