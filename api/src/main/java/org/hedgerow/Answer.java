package org.hedgerow;

import org.jspecify.annotations.Nullable;

/**
 * What became of a question. Outcomes are values: whatever the network does ends in one of these four, and exceptions
 * are left for misuse.
 *
 * <p>Answers are immutable, so they may be kept, compared, cached and handed between threads.
 */
public sealed interface Answer permits Found, NotFound, Elsewhere, Failed {

    /** Why it is so, beyond what its kind says; null if there is nothing more to say, which is usual. */
    default @Nullable ExtendedError extendedError() {
        return null;
    }
}
