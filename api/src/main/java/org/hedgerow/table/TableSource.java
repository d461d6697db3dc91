package org.hedgerow.table;

/** Where a table comes from. A source of one unchanging table is {@code () -> table}. */
@FunctionalInterface
public interface TableSource {

    /**
     * The table as it is now: an immutable snapshot, the same one until the next version is there. Called for every
     * question, so it does no work and never blocks: whatever loads a new version does so elsewhere. Any thread.
     */
    Table current();
}
