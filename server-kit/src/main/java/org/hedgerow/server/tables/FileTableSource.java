package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A table that comes from a file, in one of the forms that {@link TableFormat} has, and follows it: whatever becomes of the file,
 * the table in use is the last good version of it, and never a part of one.
 *
 * <p>The source looks at the file each second, and whenever the system tells of a change beside it or beside what links lead
 * to. It reads the file when the time of its last change, its size or its identity differ, or its content does: that is
 * compared while a change need not show in the times, and each minute. A version counts once the file has not changed for
 * 100 ms. Of a file that others replace all the time, by renaming, it takes a version now and then; one that is written in
 * place all the time has none. A writer that stops for longer in mid-write cannot be told from one that is done: rename a
 * complete file into place where that may happen.
 *
 * <p>A file that is gone, cannot be read or has bad lines leaves the table in use, and so does one of no octets where there
 * were some before, as it looks when it is being written anew; a table that is to be empty has a comment. {@link #health}
 * says so, the log once. The source comes back by itself.
 *
 * <p>Only regular files are read, as much of them and for as long as {@link TableFileOptions} says. While a load takes longer than
 * 10 seconds, as on a file system that does not answer, the source fails: {@link #health} and the log say so, and {@link #reload}
 * does not wait for it, nor for any longer than a load may take.
 *
 * <p>Any thread may use it. It has two daemon threads of its own, besides the one that the JDK watches directories with, and
 * all end with {@link #close}.
 */
public final class FileTableSource extends FollowedFiles {

    FileTableSource(Followed followed) throws IOException {
        super(followed);
    }

    /**
     * Reads the file for the first time, and follows it from then on. Blocks, for a file that is being written as long as
     * that takes.
     *
     * @throws TableFileException if lines of the file are bad
     * @throws IOException if the file cannot be read
     */
    public static FileTableSource open(Path file) throws IOException {
        return builder(file).open();
    }

    /** A source of the file, once its settings are made. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /** The settings of a source. Not for several threads. */
    public static final class Builder extends Settings<Builder> {
        private final Path file;

        private Builder(Path file) {
            this.file = requireNonNull(file, "file");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Reads the file for the first time, and follows it from then on. Blocks, for a file that is being written as long
         * as that takes.
         *
         * @throws TableFileException if lines of the file are bad
         * @throws IOException if the file cannot be read
         */
        public FileTableSource open() throws IOException {
            return new FileTableSource(followed(FileSet.of(file)));
        }
    }
}
