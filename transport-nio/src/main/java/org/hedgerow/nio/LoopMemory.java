package org.hedgerow.nio;

import java.nio.ByteBuffer;

/** What all connections and ports of one loop share, as each uses it for a moment only. In the loop only. */
final class LoopMemory {
    static final int OCTETS = 64 * 1024;

    private final OutputPool outputs = new OutputPool();
    private final DatagramBuffers datagrams = new DatagramBuffers();
    private final ByteBuffer input = ByteBuffer.allocate(OCTETS);
    private final ByteBuffer carrier = ByteBuffer.allocateDirect(OCTETS);

    /** What was received last, for a handler: cleared. */
    ByteBuffer input() {
        return input.clear();
    }

    /** A direct buffer for the way between arrays and the system. */
    ByteBuffer carrier() {
        return carrier;
    }

    OutputPool outputs() {
        return outputs;
    }

    DatagramBuffers datagrams() {
        return datagrams;
    }
}
