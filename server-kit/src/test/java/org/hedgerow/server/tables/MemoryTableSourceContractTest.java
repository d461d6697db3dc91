package org.hedgerow.server.tables;

import java.util.Collection;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;

class MemoryTableSourceContractTest extends TableSourceContract {
    private MemoryTableSource source;

    @Override
    protected TableSource open(Collection<ResourceRecord> records) {
        source = MemoryTableSource.of(records);
        return source;
    }

    @Override
    protected void change(Collection<ResourceRecord> records) {
        source.replace(records);
    }
}
