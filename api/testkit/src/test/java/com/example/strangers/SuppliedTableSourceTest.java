package com.example.strangers;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;

class SuppliedTableSourceTest extends TableSourceContract {
    private volatile Collection<ResourceRecord> origin;
    private volatile boolean broken;

    @Override
    protected TableSource open(Collection<ResourceRecord> records) throws Exception {
        origin = List.copyOf(records);
        return new SuppliedTableSource(this::read, Duration.ofMillis(1));
    }

    private Collection<ResourceRecord> read() {
        if (broken) {
            throw new IllegalStateException("on purpose");
        }
        return origin;
    }

    @Override
    protected void change(Collection<ResourceRecord> records) {
        origin = List.copyOf(records);
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
