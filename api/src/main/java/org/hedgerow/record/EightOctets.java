package org.hedgerow.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Octets eight at a time, as one number, the first of them lowest: names are hashed and compared so. */
final class EightOctets {
    private static final VarHandle NUMBERS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;

    private EightOctets() {}

    /** Those from {@code at} on. */
    static long at(byte[] octets, int at) {
        return (long) NUMBERS.get(octets, at);
    }

    /** The last ones of the octets up to {@code to}; where there are fewer than eight from {@code from} on, these, and zeros. */
    static long last(byte[] octets, int from, int to) {
        if (to - from >= Long.BYTES) {
            return at(octets, to - Long.BYTES);
        }
        long last = 0;
        for (int i = to - 1; i >= from; i--) {
            last = (last << Byte.SIZE) | (octets[i] & 0xFF);
        }
        return last;
    }

    /** The same with letters of ASCII in lower case. */
    static long lower(long eight) {
        long sevenBits = eight & ~HIGHEST_BITS;
        long fromA = sevenBits + (0x80 - 'A') * ONES;
        long aboveZ = sevenBits + (0x7F - 'Z') * ONES;
        long capitals = (fromA ^ aboveZ) & ~eight & HIGHEST_BITS;
        return eight | (capitals >>> 2); // of the highest bit, the one that small letters have and capitals have not
    }
}
