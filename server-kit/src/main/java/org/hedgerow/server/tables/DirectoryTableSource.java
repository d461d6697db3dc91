package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

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
public final class DirectoryTableSource extends FollowedFiles {

    private DirectoryTableSource(Followed followed) throws IOException {
        super(followed);
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

    /** The settings of a source. Not for several threads. */
    public static final class Builder extends Settings<Builder> {
        private final Path directory;
        private final List<PathMatcher> names = new ArrayList<>();

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

        @Override
        Builder self() {
            return this;
        }

        /**
         * Reads the files for the first time, and follows them from then on. Blocks.
         *
         * @throws TableFileException if lines of the files are bad, or records do not go together
         * @throws IOException if there is no such directory, or a file of it cannot be read
         */
        public DirectoryTableSource open() throws IOException {
            return new DirectoryTableSource(
                    followed(new DirectoryFiles(directory, options().maxFiles(), names)));
        }
    }
}
