package org.hedgerow.server.tables;

import java.util.Collection;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;

/** The least that a source can be. */
class LambdaTableSourceContractTest extends TableSourceContract {
    private volatile Table table;

    @Override
    protected TableSource open(Collection<ResourceRecord> records) {
        change(records);
        return () -> table;
    }

    @Override
    protected void change(Collection<ResourceRecord> records) {
        table = Table.of(records);
    }
}
