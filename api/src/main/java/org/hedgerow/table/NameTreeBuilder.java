package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.record.DomainName;

/** Adds the names that only have names below them to those that own records, and finds the wildcards among both. */
final class NameTreeBuilder {
    private final NameIndex.Numbering numbers;
    private final RecordSets sets;
    private final Zones zones;
    private final TreeNames names;
    private int longest;
    private long[] wildcards = new long[8];
    private int wildcardCount;

    /**
     * A builder.
     *
     * @param numbers of the owners; more are given here
     * @param sets what the owners own
     * @param zones which end the way up
     */
    NameTreeBuilder(NameIndex.Numbering numbers, RecordSets sets, Zones zones) {
        this.numbers = numbers;
        this.sets = sets;
        this.zones = zones;
        this.names = new TreeNames(sets);
    }

    NameTree build() {
        for (int owner = 0; owner < sets.size(); owner++) {
            climb(owner);
        }
        long[] sorted = Arrays.copyOf(wildcards, wildcardCount);
        Arrays.sort(sorted);
        return new NameTree(numbers.toIndex(), names, longest, sorted);
    }

    /** Goes up from a name that owns records until there is one that has been there, or will have its own turn. */
    private void climb(int owner) {
        DomainName name = names.owner(owner);
        int octets = name.wireOctets();
        longest = Math.max(longest, octets);
        int number = owner;
        while (!name.isRoot() && !zones.isOutermostApex(name)) {
            DomainName parent = name.parent();
            int above = numbers.find(parent, names);
            boolean isNew = above == NameIndex.NONE;
            if (isNew) {
                above = numbers.add(parent);
                names.putEmpty(above, owner, octets - parent.wireOctets());
            }
            if (name.isWildcard() && !zones.isApex(name)) { // RFC 4592, section 4.1
                addWildcard(NameTree.pair(above, number));
            }
            if (!isNew) {
                return;
            }
            name = parent;
            number = above;
        }
    }

    private void addWildcard(long wildcard) {
        if (wildcardCount == wildcards.length) {
            wildcards = Arrays.copyOf(wildcards, 2 * wildcardCount);
        }
        wildcards[wildcardCount++] = wildcard;
    }
}
