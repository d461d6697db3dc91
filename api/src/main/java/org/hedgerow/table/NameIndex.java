package org.hedgerow.table;

import org.hedgerow.DomainName;

/**
 * Numbers for names, in two flat arrays: a look-up touches few cache lines, and they are what a look-up costs.
 *
 * <p>{@code slots} is open-addressed with linear probing and at most half full; a slot holds 1 + the number of the name,
 * 0 is empty. {@code hashes} spares most looks at the names of others. The names are kept elsewhere.
 */
final class NameIndex {
    /** What is found where there is no such name. */
    static final int NONE = -1;

    /** Who knows the names. */
    interface Names {
        boolean isNamed(int number, DomainName name);
    }

    private final int[] slots;
    private final int[] hashes;

    private NameIndex(int[] slots, int[] hashes) {
        this.slots = slots;
        this.hashes = hashes;
    }

    /** The number of the name, or {@link #NONE}. */
    int find(DomainName name, Names names) {
        int hash = spread(name);
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && names.isNamed(number, name)) {
                return number;
            }
        }
        return NONE;
    }

    private void put(int number) {
        int mask = slots.length - 1;
        int slot = hashes[number] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number + 1;
    }

    /** The low bits pick the slot, so the high ones must reach them (Fibonacci hashing). */
    private static int spread(DomainName name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    /** Gives numbers to names, from 0 on. */
    static final class Numbering {
        private NameIndex index = new NameIndex(new int[16], new int[8]);
        private int size;

        int size() {
            return size;
        }

        /** The number of the name, or {@link #NONE}. */
        int find(DomainName name, Names names) {
            return index.find(name, names);
        }

        /** Gives the next number to a name that has none. */
        int add(DomainName name) {
            if (size == index.hashes.length) {
                index = copy(index.slots.length * 2, size * 2);
            }
            index.hashes[size] = spread(name);
            index.put(size);
            return size++;
        }

        /** All that have a number now. */
        NameIndex toIndex() {
            return copy(index.slots.length, size);
        }

        private NameIndex copy(int slots, int capacity) {
            int[] hashes = new int[capacity];
            System.arraycopy(index.hashes, 0, hashes, 0, size);
            NameIndex copy = new NameIndex(new int[slots], hashes);
            for (int number = 0; number < size; number++) {
                copy.put(number);
            }
            return copy;
        }
    }
}
