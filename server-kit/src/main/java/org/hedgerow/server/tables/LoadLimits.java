package org.hedgerow.server.tables;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * What one load of a table may take.
 *
 * @param bytes of all files together; a file that is included twice counts twice
 * @param files opened, those that others include among them
 * @param time from the first file to the last
 */
record LoadLimits(long bytes, int files, Duration time) {
    /** 2 GiB, enough for a zone of ten million records, 10,000 files and 5 minutes. */
    static final LoadLimits STANDARD = new LoadLimits(2L << 30, 10_000, Duration.ofMinutes(5));

    LoadLimits {
        checkArgument(bytes >= 1, "expected at least one byte, found %s", bytes);
        checkArgument(files >= 1, "expected at least one file, found %s", files);
        checkArgument(time.compareTo(Duration.ZERO) > 0, "expected a time above zero, found \"%s\"", time);
    }
}
