package org.hedgerow.server;

import java.util.Optional;
import org.hedgerow.table.Table;

/** Gets a table from wherever it is kept. May be slow and may fail. */
@FunctionalInterface
public interface TableLoader {

    /**
     * Gets the table. May block; called by one thread at a time. An interrupt means that nobody waits any longer, since the
     * source is closed.
     *
     * @return the table, or empty if it is what it was when this loader last returned one; never null
     * @throws Exception if it cannot be had: the message is what people read, and the table in use stays
     */
    Optional<Table> load() throws Exception;
}
