package org.hedgerow.cli;

import java.io.IOException;
import java.io.InputStream;

/** The tables and names that come with the program. */
final class DemoFiles {
    private DemoFiles() {}

    static byte[] read(String name) throws IOException {
        try (InputStream in = DemoFiles.class.getResourceAsStream("demo/" + name)) {
            if (in == null) {
                throw new IOException("the program comes without " + name);
            }
            return in.readAllBytes();
        }
    }
}
