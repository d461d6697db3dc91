package org.hedgerow.server.tables;

import java.io.IOException;
import java.util.Optional;
import org.hedgerow.table.Table;

/** Gets a table from wherever it is kept. May be slow and may fail. */
@FunctionalInterface
public interface TableLoader extends AutoCloseable {

    /**
     * Gets the table. May block; called by one thread at a time. An interrupt means that nobody waits any longer, since the
     * source is closed.
     *
     * @return the table, or empty if it is what it was when this loader last returned one; never null
     * @throws Exception if it cannot be had: the message is what people read, and the table in use stays
     */
    Optional<Table> load() throws Exception;

    /**
     * Lets go of what the loader holds, as a connection. Called once, when the source that it was opened with is closed: by who
     * closes that, or, where a load is under way then, by the thread of the load at its end; no load comes after it. May block.
     * Does nothing unless overridden.
     *
     * @throws IOException if that fails, which is logged
     */
    @Override
    default void close() throws IOException {}
}
