package org.hedgerow.nio;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams one behind the other, in one direct buffer that channels read and write without a copy, and the other end of
 * each. The first of them can be taken away. Not thread-safe.
 */
final class PackedDatagrams {
    static final int MOST = 32;
    /** More than the longest one, which UDP's header says how long it is in 16 bits. */
    static final int LONGEST = 64 * 1024;

    private final ByteBuffer bytes;
    private final @Nullable SocketAddress[] ends = new SocketAddress[MOST];
    private final int[] begins = new int[MOST + 1];
    private int head;
    private int tail;

    /** @param octets what all of them may take */
    PackedDatagrams(int octets) {
        bytes = ByteBuffer.allocateDirect(octets);
    }

    /** Whether one of so many octets can be added. */
    boolean hasRoom(int octets) {
        return tail < MOST && octets <= bytes.capacity() - begins[tail];
    }

    /** Where the bytes of one more go; it counts once it is {@linkplain #add added}. */
    ByteBuffer room() {
        return bytes.limit(bytes.capacity()).position(begins[tail]);
    }

    /** The bytes that were put into the {@linkplain #room() room} are a datagram. */
    void add(SocketAddress end) {
        ends[tail] = end;
        tail++;
        begins[tail] = bytes.position();
    }

    int count() {
        return tail - head;
    }

    /** The bytes of one, in the buffer of all. */
    ByteBuffer bytes(int index) {
        return bytes.limit(begins[head + index + 1]).position(begins[head + index]);
    }

    /** Who has sent one, or who is to get it. */
    SocketAddress end(int index) {
        SocketAddress end = index < 0 || index >= count() ? null : ends[head + index];
        if (end == null) {
            throw new IndexOutOfBoundsException("expected one of " + count() + " datagrams, found " + index);
        }
        return end;
    }

    /** Takes away the first ones. */
    void drop(int dropped) {
        if (dropped < 0 || dropped > count()) {
            throw new IllegalArgumentException("expected up to " + count() + " datagrams, found " + dropped);
        }
        head += dropped;
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }
}
