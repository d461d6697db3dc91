package org.hedgerow.table;

import java.io.IOException;
import java.util.Objects;

/**
 * A table source that follows something that changes, and says how that goes. Whatever becomes of what it follows, the
 * last good table stays in use, and the source comes back to it by itself. Any thread may use it.
 */
public interface LiveTableSource extends TableSource, AutoCloseable {

    /** How the source fares; a snapshot. Never blocks. */
    TableHealth health();

    /** Tells {@code listener} of each switch to another table from now on, not of the table that is in use already. */
    void onSwitch(SwitchListener listener);

    /** Has {@code listener} run after each switch, for what does not need the tables: it may cost the source less. */
    default void onSwitch(Runnable listener) {
        Objects.requireNonNull(listener, "listener");
        onSwitch((before, now) -> listener.run());
    }

    /**
     * Looks now for what the table is to be, instead of waiting until that is noticed. Blocks until the outcome is in use.
     *
     * @return the table in use
     * @throws IOException if there is no good table to be had; the one in use stays
     */
    Table reload() throws IOException;

    /**
     * Follows no more and lets go of what it holds; the last table stays in use. Does not wait for a look that is under
     * way. Closing again does nothing.
     */
    @Override
    void close();
}
