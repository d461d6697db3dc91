package org.hedgerow.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.hedgerow.transport.Connection;

/**
 * The 70 MB that back-pressure is tested with, {@code 'foobar\n' * 10 * 1024 * 1024} in size. The bytes repeat with a
 * prime period only, so that octets that are lost, doubled or out of order show.
 */
final class Payload {
    static final long OCTETS = 7L * 10 * 1024 * 1024;
    private static final byte[] CYCLE = cycle();

    private Payload() {}

    /** Writes a part: as much as there is from that place on, {@code most} octets at most; tells how much. */
    static int write(Connection connection, long from, int most) {
        int start = (int) (from % CYCLE.length);
        int length = (int) Math.min(Math.min(most, CYCLE.length - start), OCTETS - from);
        connection.write(CYCLE, start, length);
        return length;
    }

    static void send(OutputStream out) throws IOException {
        for (long sent = 0; sent < OCTETS; ) {
            int length = (int) Math.min(CYCLE.length, OCTETS - sent);
            out.write(CYCLE, 0, length);
            sent += length;
        }
    }

    /** Reads it whole and checks each octet. */
    static void expect(InputStream in) throws IOException {
        byte[] bytes = new byte[CYCLE.length];
        for (long read = 0; read < OCTETS; ) {
            int length = (int) Math.min(CYCLE.length, OCTETS - read);
            int found = in.readNBytes(bytes, 0, length);
            int wrong = Arrays.mismatch(bytes, 0, found, CYCLE, 0, found);
            if (wrong >= 0) {
                throw new AssertionError("octet " + (read + wrong) + " is wrong");
            }
            if (found < length) {
                throw new AssertionError("the stream ended after " + (read + found) + " of " + OCTETS + " octets");
            }
            read += length;
        }
    }

    private static byte[] cycle() {
        byte[] bytes = new byte[1_000_003];
        new Random(70).nextBytes(bytes);
        return bytes;
    }
}
