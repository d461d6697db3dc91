package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.record.DomainName;

/**
 * Numbers for names, in one flat array, open-addressed with linear probing and at most half full: a look-up touches few cache
 * lines, and they are what a look-up costs. The names are kept elsewhere.
 *
 * <p>A slot holds 1 + the number of the name, 0 is empty. What bits it has left are low ones of the name's hash: they spare
 * most looks at the names of others.
 */
final class NameIndex {
    /** What is found where there is no such name. */
    static final int NONE = -1;

    /** Who knows the names. */
    interface Names {
        boolean isNamed(int number, DomainName name);
    }

    private final int[] slots;
    private final int numberBits;

    private NameIndex(int capacity) {
        slots = new int[2 * capacity];
        numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(capacity);
    }

    /** The number of the name, or {@link #NONE}. */
    int find(DomainName name, Names names) {
        int hash = spread(name);
        int hint = hash << numberBits;
        int numberMask = (1 << numberBits) - 1;
        for (int slot = slot(hash); slots[slot] != 0; slot = next(slot)) {
            int number = (slots[slot] & numberMask) - 1;
            if ((slots[slot] & ~numberMask) == hint && names.isNamed(number, name)) {
                return number;
            }
        }
        return NONE;
    }

    private void put(int number, int hash) {
        int slot = slot(hash);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = (hash << numberBits) | (number + 1);
    }

    /** The high bits pick the slot, so that there may be any number of them. */
    private int slot(int hash) {
        return (int) ((Integer.toUnsignedLong(hash) * slots.length) >>> Integer.SIZE);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }

    /** The low bits must reach the high ones (Fibonacci hashing). */
    private static int spread(DomainName name) {
        return name.hashCode() * 0x9E3779B9;
    }

    /** Gives numbers to names, from 0 on. */
    static final class Numbering {
        private NameIndex index;
        private int[] hashes;
        private int size;

        /** With room for so many, at least 1; more take more. */
        Numbering(int capacity) {
            index = new NameIndex(capacity);
            hashes = new int[capacity];
        }

        /** The number of the name, or {@link #NONE}. */
        int find(DomainName name, Names names) {
            return index.find(name, names);
        }

        /** Gives the next number to a name that has none. */
        int add(DomainName name) {
            return add(spread(name));
        }

        /** Gives the next number to a name that has none, whose hash is one of {@link #toHashes}. */
        int add(int hash) {
            if (size == hashes.length) {
                index = indexFor(2 * size);
                hashes = Arrays.copyOf(hashes, 2 * size);
            }
            hashes[size] = hash;
            index.put(size, hash);
            return size++;
        }

        /** The hashes of all that have a number now. */
        int[] toHashes() {
            return Arrays.copyOf(hashes, size);
        }

        /** All that have a number now. */
        NameIndex toIndex() {
            return hashes.length - size <= size / 8 ? index : indexFor(Math.max(1, size));
        }

        private NameIndex indexFor(int capacity) {
            NameIndex larger = new NameIndex(capacity);
            for (int number = 0; number < size; number++) {
                larger.put(number, hashes[number]);
            }
            return larger;
        }
    }
}
