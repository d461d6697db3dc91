package org.hedgerow;

/**
 * What became of a question. Outcomes are values: whatever the network does ends in one of these three, and exceptions
 * are left for misuse.
 *
 * <p>Answers are immutable, so they may be kept, compared, cached and handed between threads.
 */
public sealed interface Answer permits Found, NotFound, Failed {}
