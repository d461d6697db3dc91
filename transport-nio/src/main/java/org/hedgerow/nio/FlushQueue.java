package org.hedgerow.nio;

import java.util.ArrayList;
import java.util.List;

/**
 * The connections and ports of a loop that have something to send, until the end of the pass, and the connections whose
 * output is all sent, until they are told so.
 */
final class FlushQueue {
    // Early once there are so many: their buffers are still in the processor's cache.
    private static final int FLUSH_AT = 32;

    private final List<Flushable> dirty = new ArrayList<>(FLUSH_AT);
    private List<NioConnection> drained = new ArrayList<>();
    private List<NioConnection> drainedBefore = new ArrayList<>();

    boolean isEmpty() {
        return dirty.isEmpty();
    }

    /** It has something to send before the pass is over. */
    void flushLater(Flushable sender) {
        dirty.add(sender);
        if (dirty.size() >= FLUSH_AT) {
            flush();
        }
    }

    /** All output of the connection is sent, and its handler is to know. */
    void tellLater(NioConnection connection) {
        drained.add(connection);
    }

    void flush() {
        for (Flushable sender : dirty) {
            try {
                sender.flush();
            } catch (Throwable e) {
                sender.breakDown(e); // and the others go on
            }
        }
        dirty.clear();
    }

    /** After the flush and never within it, for handlers may write more: what they write is up to the next pass. */
    void tellDrained() {
        List<NioConnection> told = drained;
        drained = drainedBefore;
        drainedBefore = told;
        for (NioConnection connection : told) {
            connection.tellDrained();
        }
        told.clear();
    }
}
