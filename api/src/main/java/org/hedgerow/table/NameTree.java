package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.record.DomainName;

/** The names of a table, by number, and how wildcards hang below them. */
final class NameTree {
    private final NameIndex index;
    private final TreeNames names;
    private final int longest;
    private final long[] wildcards;

    /**
     * A tree.
     *
     * @param longest how many octets its longest name takes on the wire
     * @param wildcards for each wildcard its number and, in the upper half, that of the name above it; sorted
     */
    NameTree(NameIndex index, TreeNames names, int longest, long[] wildcards) {
        this.index = index;
        this.names = names;
        this.longest = longest;
        this.wildcards = wildcards;
    }

    /** The number of the name, or {@link NameIndex#NONE}. */
    int find(DomainName name) {
        // Most of those above a long name are not even hashed.
        return name.wireOctets() > longest ? NameIndex.NONE : index.find(name, names);
    }

    /**
     * The number of the wildcard that speaks for a name that is not there, or {@link NameIndex#NONE}. The closest name
     * above that is there decides, whether or not it has a wildcard (RFC 4592, section 3.3.1).
     */
    int findWildcard(DomainName missing) {
        if (wildcards.length == 0) {
            return NameIndex.NONE;
        }
        DomainName above = missing;
        while (!above.isRoot()) {
            above = above.parent();
            int encloser = find(above);
            if (encloser != NameIndex.NONE) {
                return wildcardBelow(encloser);
            }
        }
        return NameIndex.NONE;
    }

    private int wildcardBelow(int encloser) {
        int place = -1 - Arrays.binarySearch(wildcards, pair(encloser, -1)); // never there: numbers are not negative
        int least = place < wildcards.length ? place : wildcards.length - 1;
        return (int) (wildcards[least] >>> Integer.SIZE) == encloser ? (int) wildcards[least] : NameIndex.NONE;
    }

    static long pair(int encloser, int wildcard) {
        return ((long) encloser << Integer.SIZE) + wildcard;
    }

    /** The name of this number, which owns records. */
    DomainName owner(int number) {
        return names.owner(number);
    }
}
