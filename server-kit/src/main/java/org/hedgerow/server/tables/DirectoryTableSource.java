package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

/**
 * One table that comes from all files of a directory, which it follows as {@link FileTableSource} follows one: files that
 * come, go and change are noticed alike.
 *
 * <p>Those are its regular files and the links to some that are called {@code *.zone}, {@code *.hosts}, {@code *.txt}, {@code *.db}
 * or {@code db.*}, or as {@link Builder#includeNames} says, in the order of their names; no directories below it. Left out,
 * whatever they are called besides, are hidden files ({@code .*}), {@code *~}, {@code #*#}, and those that end in {@code .swp},
 * {@code .swo}, {@code .tmp}, {@code .bak}, {@code .orig}, {@code .rej}, {@code .rpmsave}, {@code .rpmnew}, {@code .rpmorig} or
 * {@code .dpkg-*}, and what name servers have beside zones: {@code .jnl}, {@code .jnw}, {@code .jbk}, {@code .key}, {@code
 * .private}, {@code .state} and {@code .signed}. The log says once that others are passed over; if there are no others than
 * those, that is an error.
 *
 * <p>Each file may have a format of its own, and an origin that its name tells ({@link TableFormat#ZONE}). Records that do not go
 * together are refused with the places of both, be they of one file or of two, and so are two files that start one zone.
 *
 * <p>The files of a table are of one moment: while they are read none of them changes, none comes and none goes, or they are
 * read once more. A mounted Kubernetes ConfigMap is such a directory. If there is no file left where there were some, as when
 * a mount is gone, the table in use stays; a file with a comment makes an empty table.
 *
 * <p>Only regular files are read, as much of them and for as long as {@link TableFileOptions} says. While a load takes longer than
 * 10 seconds, as on a file system that does not answer, the source fails: {@link #health} and the log say so, and {@link #reload}
 * does not wait for it, nor for any longer than a load may take.
 *
 * <p>Any thread may use it. It has two daemon threads of its own, besides the one that the JDK watches directories with, and
 * all end with {@link #close}.
 */
public final class DirectoryTableSource implements LiveTableSource {
    private final FollowedFiles files;

    private DirectoryTableSource(FollowedFiles files) {
        this.files = files;
    }

    /**
     * Reads the files for the first time, and follows them from then on. Blocks.
     *
     * @throws TableFileException if lines of the files are bad, or records do not go together
     * @throws IOException if there is no such directory, or a file of it cannot be read
     */
    public static DirectoryTableSource open(Path directory) throws IOException {
        return builder(directory).open();
    }

    /** A source of the directory, once its settings are made. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
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
     * Looks at the files now, even if they seem the same, and reads them if their content is not. Blocks until the outcome is
     * in use.
     *
     * @throws TableFileException if lines of the files are bad, or records do not go together; the table in use stays
     * @throws IOException if they cannot be read, or the source is closed; the table in use stays
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
        private final Path directory;
        private TableFileOptions options = TableFileOptions.defaults();
        private final List<PathMatcher> names = new ArrayList<>();
        private Pace pace = Pace.STANDARD;

        private Builder(Path directory) {
            this.directory = requireNonNull(directory, "directory");
            includeNames(DirectoryFiles.NAMES);
        }

        /**
         * Takes files that are called so, too.
         *
         * @param glob a pattern of names without directories, as {@link java.nio.file.FileSystem#getPathMatcher} has it
         * @throws IllegalArgumentException if that is no pattern
         */
        public Builder includeNames(String glob) {
            names.add(directory.getFileSystem().getPathMatcher("glob:" + requireNonNull(glob, "glob")));
            return this;
        }

        /** How the files are read; {@link TableFileOptions#defaults} unless told. Included files are followed, too. */
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
         * How long the files must not have changed before they are read; 100 ms unless told.
         *
         * @throws IllegalArgumentException if that is negative, or more than a day
         */
        public Builder settle(Duration time) {
            pace = pace.withSettle(time);
            return this;
        }

        /**
         * Reads the files for the first time, and follows them from then on. Blocks.
         *
         * @throws TableFileException if lines of the files are bad, or records do not go together
         * @throws IOException if there is no such directory, or a file of it cannot be read
         */
        public DirectoryTableSource open() throws IOException {
            return new DirectoryTableSource(FollowedFiles.open(
                    new Followed(new DirectoryFiles(directory, options.maxFiles(), names), options, pace)));
        }
    }
}
