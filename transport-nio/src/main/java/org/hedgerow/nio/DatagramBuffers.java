package org.hedgerow.nio;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory for the datagrams of one loop: what one port has received is handed over before another receives, and a port
 * has memory of its own only while something waits to be sent. So ports cost little, however many there are. In the loop
 * only.
 */
final class DatagramBuffers {
    // One of them is as long as it gets, and some are there already.
    private static final int RECEIVED_OCTETS = 2 * PackedDatagrams.LONGEST;

    private final ArrayDeque<PackedDatagrams> spare = new ArrayDeque<>();
    private @Nullable PackedDatagrams received;

    /** What was received last, by whichever port. */
    PackedDatagrams received() {
        PackedDatagrams taken = received;
        if (taken == null) {
            taken = new PackedDatagrams(RECEIVED_OCTETS);
            received = taken;
        }
        return taken;
    }

    /** An empty queue, which has room for any datagram. */
    PackedDatagrams take() {
        PackedDatagrams taken = spare.poll();
        return taken == null ? new PackedDatagrams(PackedDatagrams.LONGEST) : taken;
    }

    /** Gives a queue back. There are no more of them than ports that wait to be flushed, so all are kept. */
    void give(PackedDatagrams empty) {
        try {
            spare.push(empty);
        } catch (OutOfMemoryError e) {
            // So it is let go of, which is the better for memory.
        }
    }

    /** Lets go of all of it. */
    void release() {
        received = null;
        spare.clear();
    }
}
