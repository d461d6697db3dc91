package org.hedgerow.server;

import java.util.Optional;
import org.hedgerow.DomainName;

/**
 * How table files are read.
 *
 * @param format the format of the files; {@link TableFormat#AUTO} if each shows it
 * @param origin what the names of zone files are relative to, until a file says it; empty if each has to say it
 * @param includes whether zone files may include others ({@code $INCLUDE}). They lie within the directory of the file that is
 *     read, at most 8 deep. Off by default, so that a table says nothing of other files that the process can read.
 */
public record TableFileOptions(TableFormat format, Optional<DomainName> origin, boolean includes) {
    private static final TableFileOptions DEFAULTS = new TableFileOptions(TableFormat.AUTO, Optional.empty(), false);

    /** Each file shows its format, there is no origin, and no file includes another. */
    public static TableFileOptions defaults() {
        return DEFAULTS;
    }

    /** These options for files of that format. */
    public TableFileOptions withFormat(TableFormat format) {
        return new TableFileOptions(format, origin, includes);
    }

    /** These options with that origin. */
    public TableFileOptions withOrigin(DomainName origin) {
        return new TableFileOptions(format, Optional.of(origin), includes);
    }

    /** These options with or without includes. */
    public TableFileOptions withIncludes(boolean includes) {
        return new TableFileOptions(format, origin, includes);
    }
}
