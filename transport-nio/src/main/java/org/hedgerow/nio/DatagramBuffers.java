package org.hedgerow.nio;

import java.util.ArrayDeque;

/**
 * The memory for the datagrams of one loop: what one port has received is handed over before another receives, and a port
 * has memory of its own only while something waits to be sent. So ports cost little, however many there are. In the loop
 * only.
 */
final class DatagramBuffers {
    // One of them is as long as it gets, and some are there already.
    private static final int RECEIVED_OCTETS = 2 * PackedDatagrams.LONGEST;

    private final ArrayDeque<PackedDatagrams> spare = new ArrayDeque<>();
    private final PackedDatagrams received = new PackedDatagrams(RECEIVED_OCTETS);

    /** What was received last, by whichever port. */
    PackedDatagrams received() {
        return received;
    }

    /** An empty queue, which has room for any datagram. */
    PackedDatagrams take() {
        PackedDatagrams taken = spare.poll();
        return taken == null ? new PackedDatagrams(PackedDatagrams.LONGEST) : taken;
    }

    /** Gives a queue back. There are no more of them than ports that wait to be flushed, so all are kept. */
    void give(PackedDatagrams empty) {
        spare.push(empty);
    }
}
