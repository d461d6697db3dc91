package org.hedgerow;

import org.jspecify.annotations.Nullable;

/**
 * What became of a question. Outcomes are values: whatever the network does ends in one of these four, and exceptions
 * are left for misuse.
 *
 * <p>Answers are immutable, so they may be kept, compared, cached and handed between threads.
 */
public sealed interface Answer permits Found, NotFound, Elsewhere, Failed {
    /** How many aliases lead to one answer at most; a longer chain is taken for a circle, whoever follows it. */
    int MAX_ALIASES = 16;

    /** Why it is so, beyond what its kind says (RFC 8914); null if there is nothing more to say, which is usual. */
    @Nullable
    ExtendedError extendedError();

    /** The same with what is to be said of it besides, or without. */
    Answer withExtendedError(@Nullable ExtendedError error);

    /** For how many seconds others may keep it; 0 if they may not, as for failures. */
    default int ttl() {
        return 0;
    }

    /**
     * The same after so many seconds: what a cache gives that has kept it since. Its times to live have become shorter, down to
     * zero.
     *
     * @throws IllegalArgumentException if it is below zero
     */
    default Answer aged(int seconds) {
        Aging.isNone(seconds);
        return this;
    }
}
