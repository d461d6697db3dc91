package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.hedgerow.record.DomainName;

/**
 * How table files are read, and how much of them. Only regular files are read, and links to some: a pipe or a device may never
 * come to an end. Immutable; any thread.
 */
public final class TableFileOptions {
    private static final TableFileOptions DEFAULTS =
            new TableFileOptions(TableFormat.AUTO, Optional.empty(), false, false, LoadLimits.STANDARD);

    private final TableFormat format;
    private final Optional<DomainName> origin;
    private final boolean includes;
    private final boolean strict;
    private final LoadLimits limits;

    private TableFileOptions(
            TableFormat format, Optional<DomainName> origin, boolean includes, boolean strict, LoadLimits limits) {
        this.format = format;
        this.origin = origin;
        this.includes = includes;
        this.strict = strict;
        this.limits = limits;
    }

    /**
     * Each file shows its format, there is no origin, no file includes another, and one load reads at most 2 GiB of at most
     * 10,000 files within 5 minutes.
     */
    public static TableFileOptions defaults() {
        return DEFAULTS;
    }

    /** The format of the files; {@link TableFormat#AUTO} if each shows it. */
    public TableFormat format() {
        return format;
    }

    /**
     * What the names of zone files are relative to, until a file says it; empty if each has to say it, or to be named after
     * the zone that it starts: {@code example.org.zone}, {@code example.org.db} or {@code db.example.org}.
     */
    public Optional<DomainName> origin() {
        return origin;
    }

    /**
     * Whether zone files may include others ({@code $INCLUDE}). They lie within the directory of the file that is read, after
     * all links are followed, at most 8 deep. Off by default, so that a table says nothing of other files that the process
     * can read.
     */
    public boolean includes() {
        return includes;
    }

    /**
     * Whether files are refused that could be read but for a line of a hosts file that is not as it should be, or a record
     * whose data is text that is not known here. Off by default: such lines are passed over, with a warning.
     */
    public boolean strict() {
        return strict;
    }

    /** How many bytes one load reads, of all files together. */
    public long maxBytes() {
        return limits.bytes();
    }

    /** How many files one load opens, those that others include among them, each time that they do. */
    public int maxFiles() {
        return limits.files();
    }

    /** How long one load may read; a file system that does not answer can still keep it longer. */
    public Duration maxTime() {
        return limits.time();
    }

    LoadLimits limits() {
        return limits;
    }

    /** These options for files of that format. */
    public TableFileOptions withFormat(TableFormat format) {
        return new TableFileOptions(requireNonNull(format, "format"), origin, includes, strict, limits);
    }

    /** These options with that origin. */
    public TableFileOptions withOrigin(DomainName origin) {
        return new TableFileOptions(format, Optional.of(requireNonNull(origin, "origin")), includes, strict, limits);
    }

    /** These options with or without includes. */
    public TableFileOptions withIncludes(boolean includes) {
        return new TableFileOptions(format, origin, includes, strict, limits);
    }

    /** These options, with odd lines refused or passed over. */
    public TableFileOptions withStrict(boolean strict) {
        return new TableFileOptions(format, origin, includes, strict, limits);
    }

    /**
     * These options with another limit of bytes.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public TableFileOptions withMaxBytes(long bytes) {
        return with(new LoadLimits(bytes, limits.files(), limits.time()));
    }

    /**
     * These options with another limit of files.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public TableFileOptions withMaxFiles(int files) {
        return with(new LoadLimits(limits.bytes(), files, limits.time()));
    }

    /**
     * These options with another limit of time.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public TableFileOptions withMaxTime(Duration time) {
        return with(new LoadLimits(limits.bytes(), limits.files(), requireNonNull(time, "time")));
    }

    private TableFileOptions with(LoadLimits limits) {
        return new TableFileOptions(format, origin, includes, strict, limits);
    }
}
