package org.hedgerow.samples.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.stream.Collectors;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;
import org.junit.jupiter.api.io.TempDir;

class FollowedPropertiesTest extends TableSourceContract {
    @TempDir
    Path directory;

    private String last = "";

    private Path file() {
        return directory.resolve("hosts.properties");
    }

    @Override
    protected TableSource open(Collection<ResourceRecord> records) throws IOException {
        change(records);
        return FollowedProperties.open(file());
    }

    @Override
    protected void change(Collection<ResourceRecord> records) throws IOException {
        last = records.stream()
                .map(record -> record.name() + " = " + record.data() + "\n")
                .collect(Collectors.joining());
        write(last);
    }

    @Override
    protected void breakOrigin() throws IOException {
        write("name = no address\n");
    }

    @Override
    protected void mendOrigin() throws IOException {
        write(last);
    }

    private void write(String text) throws IOException {
        Path whole = Files.writeString(directory.resolve("next"), text);
        Files.move(whole, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
