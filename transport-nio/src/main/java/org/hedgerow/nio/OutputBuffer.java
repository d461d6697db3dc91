package org.hedgerow.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** What one connection has written and not yet sent: one array, which measures faster than a list of them. */
final class OutputBuffer {
    private static final byte[] NONE = {};

    private final OutputPool pool;
    private byte[] bytes = NONE;
    private int from;
    private int to;

    OutputBuffer(OutputPool pool) {
        this.pool = pool;
    }

    int pending() {
        return to - from;
    }

    void append(byte[] source, int offset, int length) {
        if (to + length > bytes.length) {
            makeRoom(length);
        }
        System.arraycopy(source, offset, bytes, to, length);
        to += length;
    }

    /**
     * Sends what the channel takes.
     *
     * @param carrier a direct buffer for the way to the kernel; with a heap buffer the JDK would keep one of its own as
     *     large as the largest write
     * @return how many octets it took
     */
    int send(WritableByteChannel channel, ByteBuffer carrier) throws IOException {
        int sent = 0;
        while (from < to) {
            int chunk = Math.min(to - from, carrier.capacity());
            carrier.clear().put(bytes, from, chunk).flip();
            int taken = channel.write(carrier);
            from += taken;
            sent += taken;
            if (taken < chunk) {
                return sent;
            }
        }
        clear();
        return sent;
    }

    void clear() {
        if (bytes != NONE) {
            pool.give(bytes);
        }
        bytes = NONE;
        from = 0;
        to = 0;
    }

    private void makeRoom(int length) {
        int pending = to - from;
        int needed = Math.addExact(pending, length);
        if (needed <= bytes.length / 2) {
            System.arraycopy(bytes, from, bytes, 0, pending);
        } else {
            byte[] larger = pool.take(needed);
            System.arraycopy(bytes, from, larger, 0, pending);
            if (bytes != NONE) {
                pool.give(bytes);
            }
            bytes = larger;
        }
        from = 0;
        to = pending;
    }
}
