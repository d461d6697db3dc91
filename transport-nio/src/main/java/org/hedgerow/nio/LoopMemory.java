package org.hedgerow.nio;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What all connections and ports of one loop share, as each uses it for a moment only; taken when it is first used. In the
 * loop only.
 */
final class LoopMemory {
    static final int OCTETS = 64 * 1024;

    private final OutputPool outputs = new OutputPool();
    private final DatagramBuffers datagrams = new DatagramBuffers();
    private @Nullable ByteBuffer input;
    private @Nullable ByteBuffer carrier;

    /** What was received last, for a handler: cleared. */
    ByteBuffer input() {
        ByteBuffer taken = input;
        if (taken == null) {
            taken = ByteBuffer.allocate(OCTETS);
            input = taken;
        }
        return taken.clear();
    }

    /** A direct buffer for the way between arrays and the system. */
    ByteBuffer carrier() {
        ByteBuffer taken = carrier;
        if (taken == null) {
            taken = ByteBuffer.allocateDirect(OCTETS);
            carrier = taken;
        }
        return taken;
    }

    OutputPool outputs() {
        return outputs;
    }

    DatagramBuffers datagrams() {
        return datagrams;
    }

    /**
     * Lets go of all of it: when the loop has ended, since somebody may hold on to it for longer, and where memory is missing.
     * It is taken again when it is used again.
     */
    void release() {
        outputs.release();
        input = null;
        carrier = null;
        datagrams.release();
    }
}
