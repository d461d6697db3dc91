package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which files a table is read from, besides those that they include. */
interface FileSet {

    /**
     * The files as they are now, in the order in which they are read. Blocks.
     *
     * @throws IOException if that cannot be told
     */
    List<Path> files() throws IOException;

    /** Paths that say where the files are, or will be: whatever happens beside one of them may concern the table. */
    List<Path> places();

    /** The files, or the places where that cannot be told. Blocks. */
    default List<Path> filesOrPlaces() {
        try {
            return files();
        } catch (IOException e) {
            return places();
        }
    }

    /** The one file at this path, whether there is one or not. */
    static FileSet of(Path file) {
        return new FileSet() {
            @Override
            public List<Path> files() {
                return List.of(file);
            }

            @Override
            public List<Path> places() {
                return List.of(file);
            }

            @Override
            public String toString() {
                return file.toString();
            }
        };
    }
}
