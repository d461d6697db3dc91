package org.hedgerow.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads names, one per line or, bare, one per read. */
final class QueryReader {
    private static final int BARE_READ = 256;

    private final InputStream in;
    private final boolean bare;

    QueryReader(InputStream in, boolean bare) {
        this.in = in;
        this.bare = bare;
    }

    /** The next name; null at the end. */
    @Nullable
    String next() throws IOException {
        return bare ? nextRead() : nextLine();
    }

    private @Nullable String nextRead() throws IOException {
        byte[] bytes = new byte[BARE_READ];
        int octets = in.read(bytes);
        return octets < 0 ? null : new String(bytes, 0, octets, StandardCharsets.UTF_8).strip();
    }

    private @Nullable String nextLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
