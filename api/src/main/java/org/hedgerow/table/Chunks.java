package org.hedgerow.table;

import java.util.Arrays;

/**
 * Octets in arrays of middle size: growing copies next to nothing, and what is not needed any more can be let go of piece by
 * piece. Each entry lies in one array, which is longer than others if it has to be.
 *
 * <p>Addresses are unsigned numbers of 32 bits: which array, and where in it.
 */
final class Chunks {
    /** An address that no entry has. */
    static final int NOWHERE = -1;

    // Below half of the smallest region of the G1 collector, which wastes room on larger arrays.
    private static final int OFFSET_BITS = 16;
    private static final int OCTETS = 1 << OFFSET_BITS;
    private static final int MOST = (1 << (Integer.SIZE - OFFSET_BITS)) - 1;
    private static final int FIRST_OCTETS = 256;

    private byte[][] chunks = {new byte[FIRST_OCTETS]};
    private int[] entries = new int[1]; // how many there are in each
    private int last; // the one that grows
    private int used; // of the last

    /** Keeps the first octets of the array, at the address that is returned. */
    int add(byte[] octets, int from, int to) {
        int length = to - from;
        if (used + length > OCTETS && used > 0) {
            begin(Math.max(OCTETS, length));
        } else if (used + length > chunks[last].length) {
            int enough = Math.max(used + length, Math.min(OCTETS, 2 * chunks[last].length));
            chunks[last] = Arrays.copyOf(chunks[last], enough);
        }
        System.arraycopy(octets, from, chunks[last], used, length);
        int address = (last << OFFSET_BITS) | used;
        entries[last]++;
        used += length;
        return address;
    }

    private void begin(int octets) {
        if (++last == MOST) {
            throw new IllegalStateException("expected at most 4 GiB of names and data in a table, found more");
        }
        if (last == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * last);
            entries = Arrays.copyOf(entries, 2 * last);
        }
        chunks[last] = new byte[octets];
        used = 0;
    }

    /** No more will come. */
    void trim() {
        chunks[last] = Arrays.copyOf(chunks[last], used);
        chunks = Arrays.copyOf(chunks, last + 1);
        entries = new int[0];
    }

    /** The array that the entry at the address lies in. */
    byte[] octets(int address) {
        return chunks[address >>> OFFSET_BITS];
    }

    /** Where in its array the entry at the address begins. */
    static int offset(int address) {
        return address & (OCTETS - 1);
    }

    PackReader read(int address) {
        return new PackReader(octets(address), offset(address));
    }

    /** The entry at the address is not needed any more; an array goes with the last of its entries. */
    void release(int address) {
        int chunk = address >>> OFFSET_BITS;
        if (--entries[chunk] == 0) {
            chunks[chunk] = new byte[0];
        }
    }
}
