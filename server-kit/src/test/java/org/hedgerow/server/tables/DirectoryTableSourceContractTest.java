package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTableSourceContractTest extends TableSourceContract {
    @TempDir
    Path directory;

    private RecordFile file;

    @Override
    protected TableSource open(Collection<ResourceRecord> records) throws IOException {
        new RecordFile(directory.resolve("1.txt")).write(List.of());
        file = new RecordFile(directory.resolve("2.txt"));
        file.write(records);
        return DirectoryTableSource.builder(directory)
                .settle(Duration.ofMillis(10))
                .open();
    }

    @Override
    protected void change(Collection<ResourceRecord> records) throws IOException {
        file.write(records);
    }

    @Override
    protected void breakOrigin() throws IOException {
        file.writeRubbish();
    }

    @Override
    protected void mendOrigin() throws IOException {
        file.writeAgain();
    }
}
