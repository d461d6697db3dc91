package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

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
public final class FileTableSource implements LiveTableSource {
    private final FollowedFiles files;

    private FileTableSource(FollowedFiles files) {
        this.files = files;
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

    @Override
    public Table current() {
        return files.current();
    }

    @Override
    public TableHealth health() {
        return files.health();
    }

    @Override
    public void onSwitch(SwitchListener listener) {
        files.onSwitch(listener);
    }

    /**
     * Looks at the file now, even if it seems the same, and reads it if its content is not. Blocks until the outcome is in
     * use, for a file that is being written as long as that takes.
     *
     * @throws TableFileException if lines of the file are bad; the table in use stays
     * @throws IOException if the file cannot be read, or the source is closed; the table in use stays
     * @throws IllegalStateException if a listener of this source calls it
     */
    @Override
    public Table reload() throws IOException {
        return files.reload();
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public String toString() {
        return files.toString();
    }

    /** The settings of a source. Not for several threads. */
    public static final class Builder {
        private final Path file;
        private TableFileOptions options = TableFileOptions.defaults();
        private Pace pace = Pace.STANDARD;

        private Builder(Path file) {
            this.file = requireNonNull(file, "file");
        }

        /** How the file is read; {@link TableFileOptions#defaults} unless told. Included files are followed, too. */
        public Builder options(TableFileOptions options) {
            this.options = requireNonNull(options, "options");
            return this;
        }

        /**
         * How long after a look the next one comes, if no event calls for one; a second unless told; zero is never.
         *
         * @throws IllegalArgumentException if that is negative
         */
        public Builder every(Duration interval) {
            pace = pace.withEvery(interval);
            return this;
        }

        /**
         * How long the file must not have changed before it is read; 100 ms unless told.
         *
         * @throws IllegalArgumentException if that is negative, or more than a day
         */
        public Builder settle(Duration time) {
            pace = pace.withSettle(time);
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
            return new FileTableSource(FollowedFiles.open(new Followed(FileSet.of(file), options, pace)));
        }
    }
}
