package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;
import org.junit.jupiter.api.io.TempDir;

class FileTableSourceContractTest extends TableSourceContract {
    @TempDir
    Path directory;

    private RecordFile file;

    @Override
    protected TableSource open(Collection<ResourceRecord> records) throws IOException {
        Path path = directory.resolve("table");
        file = new RecordFile(path);
        file.write(records);
        return FileTableSource.builder(path).settle(Duration.ofMillis(10)).open();
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
