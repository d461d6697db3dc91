package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hedgerow.lane.Ticker;
import org.hedgerow.record.ResourceRecord;

/**
 * Tables as text, in one of several forms: see {@link TableFormat}. A file with a bad line is refused as a whole, and all of
 * its bad lines are reported at once; what is odd, but does no harm, is logged as a warning, once for each kind and file.
 * Any thread.
 */
public final class TableFile {
    /** How many bad lines are described; the others are counted. */
    public static final int MAX_PROBLEMS = 20;

    /** The longest line, in octets. */
    public static final int MAX_LINE_OCTETS = 64 * 1024;

    private TableFile() {}

    /** Reads a file, in the format that it shows; as {@link #read(Path, TableFileOptions)}. */
    public static List<ResourceRecord> read(Path file) throws IOException {
        return read(file, TableFileOptions.defaults());
    }

    /**
     * Reads a file, and those that it includes, from the first line to the last, without keeping its text. Blocks.
     *
     * @return the records in the order of the lines; an unmodifiable list
     * @throws TableFileException if lines are bad, or there is more to read than the options allow
     * @throws IOException if a file cannot be read, or is none that has an end, as a pipe or a device
     */
    public static List<ResourceRecord> read(Path file, TableFileOptions options) throws IOException {
        requireNonNull(file, "file");
        requireNonNull(options, "options");
        List<ResourceRecord> records = new ArrayList<>();
        TableFiles.read(List.of(file), options, new Load(options.limits(), Ticker.system()), records::add)
                .logged();
        return Collections.unmodifiableList(records);
    }

    /** Reads what a file holds, in the format that it shows; as {@link #parse(String, byte[], TableFileOptions)}. */
    public static List<ResourceRecord> parse(String source, byte[] content) throws TableFileException {
        return parse(source, content, TableFileOptions.defaults());
    }

    /**
     * Reads what a file holds, which cannot include others. Never blocks.
     *
     * @param source what problems call the file
     * @return the records in the order of the lines; an unmodifiable list
     * @throws TableFileException if lines are bad
     */
    public static List<ResourceRecord> parse(String source, byte[] content, TableFileOptions options)
            throws TableFileException {
        requireNonNull(source, "source");
        requireNonNull(content, "content");
        requireNonNull(options, "options");
        List<ResourceRecord> records = new ArrayList<>();
        TableFiles.parse(source, content, options, records::add).logged();
        return Collections.unmodifiableList(records);
    }
}
