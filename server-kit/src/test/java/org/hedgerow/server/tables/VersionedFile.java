package org.hedgerow.server.tables;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.RecordData;
import org.hedgerow.table.Table;

/** Tables that tell whether they are whole: all records have the number of the version, which also says how many there are. */
final class VersionedFile {
    private final Path file;
    private final Map<Integer, Duration> took = new ConcurrentHashMap<>();

    VersionedFile(Path file) {
        this.file = file;
    }

    static String text(int version) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < size(version); i++) {
            lines.append("n")
                    .append(i)
                    .append(" 10.")
                    .append(version >> 16 & 255)
                    .append('.');
            lines.append(version >> 8 & 255).append('.').append(version & 255).append('\n');
        }
        return lines.toString();
    }

    private static int size(int version) {
        return 50 + version % 100;
    }

    /** Writes the version where the file is, in two goes. */
    void writeInPlace(int version) throws IOException {
        long start = System.nanoTime();
        String text = text(version);
        try (var out = Files.newBufferedWriter(file)) {
            out.write(text, 0, text.length() / 2);
            out.flush();
            out.write(text, text.length() / 2, text.length() - text.length() / 2);
        }
        took.put(version, Duration.ofNanos(System.nanoTime() - start));
    }

    /** How long it took to write the version in place; empty until that is done. */
    Optional<Duration> took(int version) {
        return Optional.ofNullable(took.get(version));
    }

    /** Writes the version elsewhere, and moves it to where the file is. */
    void rename(int version) throws IOException {
        Path other = Files.writeString(file.resolveSibling(".new"), text(version));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The version that a table is of, whether or not it is a whole one. */
    static int versionOfPart(Table table) {
        return version(table, 0);
    }

    /** The version of the table. Fails if it is not a whole one. */
    static int version(Table table) {
        int first = version(table, 0);
        if (table.size() != size(first)) {
            throw new AssertionError("version " + first + " with " + table.size() + " records");
        }
        for (int i = 1; i < table.size(); i++) {
            if (version(table, i) != first) {
                throw new AssertionError("version " + first + " with a record of version " + version(table, i));
            }
        }
        return first;
    }

    private static int version(Table table, int number) {
        if (table.find(Question.of("n" + number)) instanceof Found found
                && found.first().data() instanceof RecordData.Address address) {
            InetAddress numbers = address.address();
            byte[] octets = numbers.getAddress();
            return (octets[1] & 255) << 16 | (octets[2] & 255) << 8 | octets[3] & 255;
        }
        throw new AssertionError("no record n" + number + " of " + table.size());
    }
}
