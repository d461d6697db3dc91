package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.hedgerow.record.ResourceRecord;

/** Writes records to a file, as programs do that care: elsewhere, and then into its place. */
final class RecordFile {
    private final Path file;
    private Collection<ResourceRecord> last = List.of();

    RecordFile(Path file) {
        this.file = file;
    }

    void write(Collection<ResourceRecord> records) throws IOException {
        last = records;
        writeText(records.stream()
                .map(record -> record.name() + " " + record.ttl() + " " + record.type() + " " + record.data())
                .collect(Collectors.joining("\n", "# All there is:\n", "\n")));
    }

    void writeRubbish() throws IOException {
        writeText("this is no record\n");
    }

    void writeAgain() throws IOException {
        write(last);
    }

    private void writeText(String text) throws IOException {
        Path other = Files.writeString(file.resolveSibling(".next"), text);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
