package org.hedgerow.record;

import java.security.SecureRandom;

/** The hash of names as they are on the wire, letters in lower case. */
final class NameHash {
    // Nobody outside knows the numbers, so that it is hard to make names of the same hash, for which hash tables are
    // slow.
    private static final long START = new SecureRandom().nextLong();
    private static final long FACTOR = (new SecureRandom().nextLong() >>> 1) | 1;

    private NameHash() {}

    /** The hash of all that the array has from {@code from} on, at least one octet. */
    static int of(byte[] wire, int from) {
        long hash = START + wire.length - from; // for the last eight overlap those before them
        for (int i = from; i < wire.length - Long.BYTES; i += Long.BYTES) {
            hash = mix(hash ^ EightOctets.lower(EightOctets.at(wire, i)));
        }
        hash = mix(hash ^ EightOctets.lower(EightOctets.last(wire, from, wire.length)));
        return Long.hashCode(hash);
    }

    /**
     * Both halves of a product of 128 bits, so that each bit matters to each. Of a signed product a number and its negative
     * would have nearly the same halves whatever the factor, so that names of the same hash could be made.
     */
    private static long mix(long number) {
        long upper = Math.multiplyHigh(number, FACTOR) + ((number >> (Long.SIZE - 1)) & FACTOR);
        return upper ^ number * FACTOR;
    }
}
