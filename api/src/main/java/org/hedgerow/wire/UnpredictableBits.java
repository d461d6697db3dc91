package org.hedgerow.wire;

import java.security.SecureRandom;

/** Numbers that nobody outside can foretell (RFC 5452, section 4.5), drawn in advance, for drawing them one by one is slow. */
final class UnpredictableBits {
    private static final int DRAWN = 512;

    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[DRAWN];
    private int used = DRAWN;

    int next8() {
        if (used == DRAWN) {
            random.nextBytes(drawn);
            used = 0;
        }
        return drawn[used++] & 0xFF;
    }

    int next16() {
        return next8() << 8 | next8();
    }

    /** A number from 0 up to but without {@code bound}, which is at most 1,024. */
    int below(int bound) {
        return next16() % bound; // as good as even, for the bound is small
    }
}
