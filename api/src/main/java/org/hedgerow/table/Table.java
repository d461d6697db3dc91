package org.hedgerow.table;

import java.util.Collection;
import org.hedgerow.Answer;
import org.hedgerow.Question;
import org.hedgerow.ResourceRecord;

/** A set of records that can be asked. Immutable; any thread. */
public interface Table {

    /**
     * What the table says: {@link org.hedgerow.Found} with all records of that name and type, the same object each time,
     * or {@link org.hedgerow.NotFound}; for {@link org.hedgerow.RecordType#ANY} the records of one type. Takes constant time, allocates nothing, never blocks, and never fails.
     */
    Answer find(Question question);

    /** How many records there are. */
    int size();

    /** A table of these records; records of one name and type stay in the order given. */
    static Table of(Collection<ResourceRecord> records) {
        return PackedTable.of(records);
    }
}
