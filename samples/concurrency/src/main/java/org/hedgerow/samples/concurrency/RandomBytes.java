package org.hedgerow.samples.concurrency;

import java.util.SplittableRandom;
import org.hedgerow.transport.Connection;

/** Random octets, made in portions as the client takes them. One for each connection. */
final class RandomBytes implements Bytes {
    private static final int PORTION = 16 * 1024;

    private final SplittableRandom random = new SplittableRandom();
    private byte[] octets = {};

    @Override
    public long write(Connection connection, long position, long most) {
        if (octets.length == 0) {
            octets = new byte[(int) Math.min(most, PORTION)];
        }
        random.nextBytes(octets);
        int length = (int) Math.min(most, octets.length);
        connection.write(octets, 0, length);
        return length;
    }
}
