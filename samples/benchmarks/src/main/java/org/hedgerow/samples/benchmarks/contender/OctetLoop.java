package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A connection of {@link LineVirtual}: all that one read brings is answered by one write. Says nothing for a name that the
 * table does not have.
 */
final class OctetLoop {
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final OctetTable table;
    private final byte[] input = new byte[BUFFER_OCTETS];
    private int kept; // how much of a line that is not complete is at the beginning of the input
    private byte[] output = new byte[2 * BUFFER_OCTETS];
    private int written;

    OctetLoop(OctetTable table) {
        this.table = table;
    }

    /** Serves until the peer has no more questions. Blocks. */
    void run(InputStream in, OutputStream out) throws IOException {
        while (kept < input.length) { // a line that does not fit is no name
            int more = in.read(input, kept, input.length - kept);
            if (more < 0) {
                return;
            }
            answer(kept + more);
            if (written > 0) {
                out.write(output, 0, written);
                written = 0;
            }
        }
    }

    private void answer(int limit) {
        int start = 0;
        for (int i = kept; i < limit; i++) {
            if (input[i] == '\n') {
                int end = i > start && input[i - 1] == '\r' ? i - 1 : i;
                append(table.find(input, start, end));
                start = i + 1;
            }
        }
        System.arraycopy(input, start, input, 0, limit - start);
        kept = limit - start;
    }

    private void append(byte[] reply) {
        if (output.length - written < reply.length) {
            output = Arrays.copyOf(output, 2 * output.length + reply.length);
        }
        System.arraycopy(reply, 0, output, written, reply.length);
        written += reply.length;
    }
}
