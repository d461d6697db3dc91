package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.DomainName;

/**
 * The names of a table: first those that own records, then those that only have names below them (empty non-terminals, RFC
 * 4592, section 2.2.2). Of the latter no name is kept: {@code below} has the number of an owner below, and {@code octets}
 * how long the end of its name is that counts.
 */
final class TreeNames implements NameIndex.Names {
    private final RecordSets sets;
    private int[] below = new int[8];
    private byte[] octets = new byte[8];

    /** Of the owners alone, until others are put in. */
    TreeNames(RecordSets sets) {
        this.sets = sets;
    }

    /** Puts a name in that is above an owner. */
    void putEmpty(int number, DomainName name, int owner) {
        int empty = number - sets.size();
        if (empty == below.length) {
            below = Arrays.copyOf(below, 2 * empty);
            octets = Arrays.copyOf(octets, 2 * empty);
        }
        below[empty] = owner;
        octets[empty] = (byte) name.wireOctets();
    }

    @Override
    public boolean isNamed(int number, DomainName name) {
        if (number < sets.size()) {
            return owner(number).equals(name);
        }
        int empty = number - sets.size();
        return name.wireOctets() == (octets[empty] & 0xFF)
                && owner(below[empty]).isWithin(name);
    }

    /** The name of this number, which owns records. */
    DomainName owner(int number) {
        return sets.any(number).first().name();
    }
}
