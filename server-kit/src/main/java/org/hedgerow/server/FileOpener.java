package org.hedgerow.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** How files are opened that are read, those that others include, too: so somebody can know which, and what they held. */
@FunctionalInterface
interface FileOpener {
    /** Opens a file, which is read once to its end and closed. */
    InputStream open(Path file) throws IOException;
}
