package org.hedgerow.server.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Origin;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.ReadRecords.Source;
import org.jspecify.annotations.Nullable;

/** Reads files whose records make one table. */
final class TableFiles {
    /** How many files may be open that include each other, beside the first. */
    static final int MAX_INCLUDES = 8;

    private final TableFileOptions options;
    private final FileOpener opener;
    private final ReadRecords records;

    private TableFiles(TableFileOptions options, FileOpener opener, Consumer<ResourceRecord> witness) {
        this.options = options;
        this.opener = opener;
        this.records = new ReadRecords(witness, options.strict());
    }

    /**
     * Reads files. Blocks.
     *
     * @param opener opens each of the files, and those that they include, just before it is read
     * @param witness sees each record, in the order of the files and their lines
     * @throws TableFileException if lines are bad, or records do not go together, be they of one file or of two; with the
     *     first problems in the order of the files
     * @throws IOException if a file cannot be read
     */
    static ReadTable read(
            List<Path> files, TableFileOptions options, FileOpener opener, Consumer<ResourceRecord> witness)
            throws IOException {
        TableFiles reading = new TableFiles(options, opener, witness);
        for (Path file : files) {
            reading.read(file);
        }
        return reading.records.table();
    }

    private void read(Path file) throws IOException {
        try (InputStream in = opener.open(file)) {
            read(file.toString(), in, Includes.of(this, file), ZoneNames.of(file));
        } catch (TooMuchException e) {
            throw new TableFileException(List.of(file + ": " + e.getMessage()), 1);
        }
    }

    /** The same of what a file holds. */
    static ReadTable parse(String source, byte[] content, TableFileOptions options, Consumer<ResourceRecord> witness)
            throws TableFileException {
        TableFiles reading = new TableFiles(options, new Load(options.limits(), () -> 0), witness);
        try {
            reading.read(source, new ByteArrayInputStream(content), Includes.of(reading, null), null);
        } catch (TableFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
        return reading.records.table();
    }

    private void read(String name, InputStream in, Includes includes, @Nullable DomainName zone) throws IOException {
        LineReader lines = LineReader.over(in);
        boolean recognised = options.format() == TableFormat.AUTO;
        TableFormat format = recognised
                ? Recognition.of(lines.beginning(), options.origin().isPresent(), zone != null)
                : options.format();
        // A table looks like any other text: that it was taken for one is said where a line looks like something else.
        String remark = recognised && format != TableFormat.TABLE ? Recognition.remark(format) : "";
        records.begin(new Source(name, remark));
        read(lines, reader(format, includes, zone));
    }

    private EntryReader reader(TableFormat format, Includes includes, @Nullable DomainName zone) {
        return switch (format) {
            case HOSTS -> new HostsReader(records);
            case ZONE ->
                options.origin()
                        .map(origin -> new ZoneReader(records, includes, Origin.of(origin), new ZoneTtl()))
                        .orElseGet(() -> ZoneReader.named(records, includes, zone));
            case TABLE, AUTO -> new TableReader(records);
        };
    }

    private void read(LineReader lines, EntryReader reader) throws IOException {
        try {
            new Entries(lines, reader.syntax(), records).read(reader);
        } catch (TooMuchException e) {
            opener.giveUp();
            records.addProblem(String.valueOf(e.getMessage()), lines.number());
            records.table(); // which has the bad lines before, too
        }
    }

    boolean mayInclude() {
        return options.includes();
    }

    InputStream openWithin(Path directory, Path file) throws IOException {
        return opener.openWithin(directory, file);
    }

    /** Reads a zone file that the one that is being read includes. */
    void readIncluded(Path file, InputStream in, Includes includes, Origin origin, ZoneTtl ttl) throws IOException {
        Source outer = records.source();
        records.begin(new Source(file.toString(), ""));
        read(LineReader.over(in), new ZoneReader(records, includes, origin, ttl));
        records.begin(outer);
    }
}
