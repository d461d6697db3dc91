package org.hedgerow.nio;

import java.util.ArrayDeque;

/**
 * The arrays that hold unsent output, shared by the connections of one loop: a connection has one only while it has
 * something to send. Sizes are powers of two from 4 KiB on, so that thousands of connections with a line each cost
 * little.
 */
final class OutputPool {
    static final int SMALLEST = 4 * 1024;
    private static final int LARGEST_KEPT = 1024 * 1024;
    private static final int MAX_KEPT = 4 * 1024 * 1024;
    private static final int SIZES = Integer.numberOfTrailingZeros(LARGEST_KEPT / SMALLEST) + 1;

    private final ArrayDeque<byte[]>[] bySize;
    private int kept;

    @SuppressWarnings({"unchecked", "rawtypes"})
    OutputPool() {
        bySize = new ArrayDeque[SIZES];
        for (int i = 0; i < SIZES; i++) {
            bySize[i] = new ArrayDeque<>();
        }
    }

    /** An array of at least so many octets. */
    byte[] take(int octets) {
        int size = sizeFor(octets);
        byte[] array = size <= LARGEST_KEPT ? bySize[index(size)].poll() : null;
        if (array == null) {
            return new byte[size];
        }
        kept -= size;
        return array;
    }

    /** Gives an array back. */
    void give(byte[] array) {
        if (array.length <= LARGEST_KEPT && kept + array.length <= MAX_KEPT) {
            try {
                bySize[index(array.length)].push(array);
                kept += array.length;
            } catch (OutOfMemoryError e) {
                // So it is let go of, which is the better for memory.
            }
        }
    }

    /** Lets go of those that it keeps. */
    void release() {
        for (ArrayDeque<byte[]> arrays : bySize) {
            arrays.clear();
        }
        kept = 0;
    }

    private static int sizeFor(int octets) {
        if (octets <= SMALLEST) {
            return SMALLEST;
        }
        int power = Integer.highestOneBit(octets - 1) << 1;
        return power > 0 ? power : Integer.MAX_VALUE - Long.BYTES; // the longest array that JVMs make
    }

    private static int index(int size) {
        return Integer.numberOfTrailingZeros(size / SMALLEST);
    }
}
