package org.hedgerow.server.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** How files are opened that are read, those that others include, too: so somebody can know which, and what they held. */
@FunctionalInterface
interface FileOpener {
    /** Opens a file, which is read once to its end and closed. */
    InputStream open(Path file) throws IOException;

    /** The same of a file that another one includes, which may not be outside of that directory, wherever links lead. */
    default InputStream openWithin(Path directory, Path file) throws IOException {
        return open(file);
    }

    /** Nothing more is to be read of any file, not even to close it. */
    default void giveUp() {}
}
