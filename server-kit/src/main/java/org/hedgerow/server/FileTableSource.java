package org.hedgerow.server;

import java.io.IOException;
import java.nio.file.Path;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableSource;

/**
 * A table that comes from a file, in the form that {@link TableFile} reads, and is read again when it is told to. Holds
 * no file open and no thread; any thread may use it.
 */
public final class FileTableSource implements TableSource {
    private final Path file;
    private volatile Table current;

    private FileTableSource(Path file, Table first) {
        this.file = file;
        this.current = first;
    }

    /**
     * Reads the file for the first time. Blocks.
     *
     * @throws TableFileException if lines of the file are bad
     * @throws IOException if the file cannot be read
     */
    public static FileTableSource open(Path file) throws IOException {
        return new FileTableSource(file, read(file));
    }

    @Override
    public Table current() {
        return current;
    }

    /**
     * Reads the file again and puts the new table in the place of the one in use, for all questions from now on. Blocks,
     * and one call at a time, so that what was read last stays; {@link #current} is not held up.
     *
     * @return the new table
     * @throws TableFileException if lines of the file are bad; the table in use stays
     * @throws IOException if the file cannot be read; the table in use stays
     */
    public synchronized Table reload() throws IOException {
        Table read = read(file);
        current = read;
        return read;
    }

    private static Table read(Path file) throws IOException {
        return Table.of(TableFile.read(file));
    }

    @Override
    public String toString() {
        return file + ": " + current;
    }
}
