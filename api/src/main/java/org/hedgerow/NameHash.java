package org.hedgerow;

import java.security.SecureRandom;

/** The hash of names, a polynomial of their octets, letters in lower case: part of it can be taken away again. */
final class NameHash {
    // Nobody outside knows the numbers, so that it is hard to make names of the same hash, for which hash tables are
    // slow.
    // The factor is large, so that labels that differ in a digit or two fall apart, and 5 more than a multiple of 8, so
    // that
    // its powers are as many as can be. That alone would not do: whatever the factor, octets that differ by powers of
    // two
    // can be put where their differences add up to nothing.
    private static final int FACTOR = new SecureRandom().nextInt() << 3 | 5;
    private static final int[] OCTETS = octets();
    private static final int[] POWERS = powers();

    private NameHash() {}

    /** The hash with one more octet at the end. */
    static int add(int hash, int octet) {
        return FACTOR * hash + OCTETS[octet & 0xFF];
    }

    /** The hash without what comes first, which has the hash {@code first} and {@code rest} octets behind it. */
    static int without(int first, int hash, int rest) {
        return hash - first * POWERS[rest];
    }

    /** The hash of both, one after the other: what {@link #without} takes apart. */
    static int with(int first, int hash, int rest) {
        return first * POWERS[rest] + hash;
    }

    static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
    }

    private static int[] octets() {
        int[] octets = new SecureRandom().ints(256).toArray();
        for (int letter = 'A'; letter <= 'Z'; letter++) {
            octets[letter] = octets[lower(letter)];
        }
        return octets;
    }

    private static int[] powers() {
        int[] powers = new int[DomainName.MAX_WIRE_OCTETS];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = FACTOR * powers[i - 1];
        }
        return powers;
    }
}
