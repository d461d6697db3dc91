package org.hedgerow.table;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a table source fares.
 *
 * @param generation how many tables have been in use, with the one that is
 * @param records how many records the table in use has
 * @param age how long ago the source last knew the table in use to be what it is to be; grows while it fails
 * @param lastError why it has failed since, in a line or more; empty while all is well
 */
public record TableHealth(long generation, int records, Duration age, Optional<String> lastError) {
    /** Refuses null. */
    public TableHealth {
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(lastError, "lastError");
    }

    /** Whether the source has the table that it is to have, as far as it knows. */
    public boolean isGood() {
        return lastError.isEmpty();
    }
}
