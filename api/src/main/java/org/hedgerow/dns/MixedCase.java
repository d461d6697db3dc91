package org.hedgerow.dns;

/**
 * How the letters of a name are turned to upper or lower case, each as a coin falls, so that a forger has to guess it too. The
 * coins are the bits of a number, from the lowest, and in a name of more octets each of them counts again: from the number the
 * same spelling can be had any time, and nothing else of it is kept.
 */
final class MixedCase {
    private static final int SMALL = 0x20; // the bit that small letters have and capitals have not

    private MixedCase() {}

    /** As many coins as these octets can tell apart. */
    static long coins(UnpredictableBits bits, int octets) {
        long coins = 0;
        for (int i = 0; i < octets && i < Long.SIZE; i += Byte.SIZE) {
            coins = coins << Byte.SIZE | bits.next8();
        }
        return coins;
    }

    /** Turns the letters of the name, which is one on the wire. */
    static void mix(byte[] bytes, int from, int to, long coins) {
        for (int i = from; i < to; i++) {
            if (isLetter(bytes[i])) {
                bytes[i] = (byte) ((bytes[i] & ~SMALL) | bit(coins, i - from));
            }
        }
    }

    /** Whether each letter of the name is as its coin has it. */
    static boolean isMixed(byte[] bytes, int from, int to, long coins) {
        int wrong = 0;
        for (int i = from; i < to; i++) {
            wrong |= isLetter(bytes[i]) ? (bytes[i] & SMALL) ^ bit(coins, i - from) : 0;
        }
        return wrong == 0;
    }

    /** Lengths of labels are none. */
    private static boolean isLetter(byte octet) {
        int small = octet | SMALL;
        return small >= 'a' && small <= 'z';
    }

    private static int bit(long coins, int at) {
        return (int) (coins >>> at & 1) << 5; // of the distance the lowest six bits count
    }
}
