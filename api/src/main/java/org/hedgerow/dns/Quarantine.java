package org.hedgerow.dns;

import java.util.Arrays;

/** Ids that are kept out of use for a while, the first one in is the first one out; nothing is allocated for one of them. */
final class Quarantine {
    private static final int SMALLEST = 16; // a power of two

    private char[] ids = new char[SMALLEST];
    private long[] untils = new long[SMALLEST];
    private int first;
    private int size;

    /** @param until no earlier than that of those before */
    void add(int id, long until) {
        if (size == ids.length) {
            grow();
        }
        int last = (first + size) & (ids.length - 1);
        ids[last] = (char) id;
        untils[last] = until;
        size++;
    }

    /** Takes the first one out if its time is over; negative if it is not, or there is none. */
    int poll(long now) {
        if (size == 0 || untils[first] - now > 0) {
            return -1;
        }
        int id = ids[first];
        first = (first + 1) & (ids.length - 1);
        size--;
        return id;
    }

    int size() {
        return size;
    }

    void clear() {
        first = 0;
        size = 0;
    }

    private void grow() {
        int length = ids.length;
        char[] olderIds = ids;
        long[] olderUntils = untils;
        ids = Arrays.copyOfRange(olderIds, first, first + 2 * length);
        untils = Arrays.copyOfRange(olderUntils, first, first + 2 * length);
        System.arraycopy(olderIds, 0, ids, length - first, first);
        System.arraycopy(olderUntils, 0, untils, length - first, first);
        first = 0;
    }
}
