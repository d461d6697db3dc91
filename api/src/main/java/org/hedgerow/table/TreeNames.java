package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.record.DomainName;

/**
 * The names of a table: first those that own records, then those that only have names below them (empty non-terminals, RFC
 * 4592, section 2.2.2). Of the latter no name is kept: {@code below} has the number of an owner below, and {@code skipped}
 * how many octets of its name come before theirs.
 */
final class TreeNames implements NameIndex.Names {
    private final RecordSets sets;
    private int[] below = new int[8];
    private byte[] skipped = new byte[8];

    /** Of the owners alone, until others are put in. */
    TreeNames(RecordSets sets) {
        this.sets = sets;
    }

    /** Puts a name in that is above an owner, whose name has so many octets more on the wire. */
    void putEmpty(int number, int owner, int more) {
        int empty = number - sets.size();
        if (empty == below.length) {
            below = Arrays.copyOf(below, 2 * empty);
            skipped = Arrays.copyOf(skipped, 2 * empty);
        }
        below[empty] = owner;
        skipped[empty] = (byte) more;
    }

    @Override
    public boolean isNamed(int number, DomainName name) {
        if (number < sets.size()) {
            return sets.isNamed(number, name);
        }
        int empty = number - sets.size();
        return sets.isBelow(below[empty], skipped[empty] & 0xFF, name);
    }

    /** The name of this number, which owns records. */
    DomainName owner(int number) {
        return sets.owner(number);
    }
}
