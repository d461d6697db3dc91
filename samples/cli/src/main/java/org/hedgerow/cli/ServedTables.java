package org.hedgerow.cli;

import java.util.Map;
import org.hedgerow.table.LiveTableSource;

/**
 * What a table server answers from.
 *
 * @param source the table
 * @param parts what it comes from, by the paths; several of them have precedence in that order
 */
record ServedTables(LiveTableSource source, Map<String, LiveTableSource> parts) implements AutoCloseable {

    /** {@code ts1.txt}, {@code ts1.txt and tables}. */
    String names() {
        return String.join(" and ", parts.keySet());
    }

    @Override
    public void close() {
        source.close();
    }
}
