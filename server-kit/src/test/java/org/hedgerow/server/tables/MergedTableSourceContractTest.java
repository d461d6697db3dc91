package org.hedgerow.server.tables;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;

class MergedTableSourceContractTest extends TableSourceContract {
    private volatile Table origin;
    private volatile boolean broken;

    private Optional<Table> load() throws IOException {
        if (broken) {
            throw new IOException("down");
        }
        return Optional.of(origin);
    }

    @Override
    protected TableSource open(Collection<ResourceRecord> records) throws IOException {
        change(records);
        TableSource first = PollingTableSource.builder("first", this::load)
                .every(Duration.ofMillis(5))
                .open();
        Table other = Table.of(List.of());
        return MergedTableSource.builder()
                .source("first", first)
                .source("second", () -> other)
                .open();
    }

    @Override
    protected void change(Collection<ResourceRecord> records) {
        origin = Table.of(records);
    }

    @Override
    protected void breakOrigin() {
        broken = true;
    }

    @Override
    protected void mendOrigin() {
        broken = false;
    }
}
