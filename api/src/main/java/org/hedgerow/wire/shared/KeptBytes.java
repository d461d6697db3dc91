package org.hedgerow.wire.shared;

import java.util.Arrays;

/** The bytes of a stream that have come and are not used up yet, in one array; none while there are no such bytes. */
public class KeptBytes {
    private static final byte[] NOTHING = {};

    private byte[] kept = NOTHING;
    private int from;
    private int to;

    /** They are {@code bytes()[from()] .. bytes()[to() - 1]}. */
    public final byte[] bytes() {
        return kept;
    }

    public final int from() {
        return from;
    }

    public final int to() {
        return to;
    }

    public final int size() {
        return to - from;
    }

    /** How many bytes of memory that takes. */
    public final int capacity() {
        return kept.length;
    }

    /** Keeps these too, after those that are kept already. */
    public final void add(byte[] chunk, int chunkFrom, int chunkTo) {
        if (from == to) {
            clear();
            if (chunkFrom < chunkTo) {
                kept = Arrays.copyOfRange(chunk, chunkFrom, chunkTo);
                to = kept.length;
            }
            return;
        }
        int size = to - from;
        int added = chunkTo - chunkFrom;
        if (to + added > kept.length) {
            byte[] larger = new byte[Math.max(size + added, 2 * size)];
            System.arraycopy(kept, from, larger, 0, size);
            kept = larger;
            from = 0;
            to = size;
        }
        System.arraycopy(chunk, chunkFrom, kept, to, added);
        to += added;
    }

    /** The first {@code octets} of them are used up. */
    public void skip(int octets) {
        from += octets;
        if (from == to) {
            clear();
        }
    }

    public void clear() {
        kept = NOTHING; // an idle connection holds no buffer
        from = 0;
        to = 0;
    }
}
