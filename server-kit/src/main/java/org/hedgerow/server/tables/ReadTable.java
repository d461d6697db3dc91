package org.hedgerow.server.tables;

import java.util.List;
import org.hedgerow.table.TableBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read from files.
 *
 * @param records the records, ready to be built
 * @param warnings what is odd about them, a line for each kind in each file
 */
record ReadTable(TableBuilder records, List<String> warnings) {
    private static final Logger LOG = LoggerFactory.getLogger(TableFile.class);

    /** The records, once the warnings have been logged. */
    TableBuilder logged() {
        warnings.forEach(LOG::warn);
        return records;
    }
}
