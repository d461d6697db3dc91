package org.hedgerow.nio.batched;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** The datagrams that were received by one call. Each has room for the largest that there can be. */
final class Received {
    private static final int LARGEST = 65_535;
    // Not a multiple of 4,096 octets: then the heads of all would compete for the same few lines of the cache.
    private static final long STRIDE = 65_536 + 5 * 64;
    private static final long ALIGNMENT = 64;

    private final SocketDescriptor socket;
    private final SocketAddressCodec addresses;
    private final int capacity;
    private final MemorySegment errno;
    private final MemorySegment bytes;
    private final MessageHeaders headers;
    private int count;

    Received(Arena arena, SocketDescriptor socket, SocketAddressCodec addresses, int capacity) {
        this.socket = socket;
        this.addresses = addresses;
        this.capacity = capacity;
        this.errno = arena.allocate(Libc.ERRNO);
        this.bytes = arena.allocate(capacity * STRIDE, ALIGNMENT);
        this.headers = new MessageHeaders(arena, capacity);
        for (int i = 0; i < capacity; i++) {
            headers.setBytes(i, bytes.address() + i * STRIDE, LARGEST);
        }
        this.count = capacity;
    }

    int receive() throws IOException {
        for (int i = 0; i < count; i++) {
            headers.setNameLength(i, addresses.length()); // which the last call may have changed
        }
        count = 0;
        int received = Libc.recvmmsg(errno, socket.number(), headers.from(0), capacity);
        if (received >= 0) {
            count = received;
            return received;
        }
        if (received == -Libc.EAGAIN || received == -Libc.EINTR) {
            return 0;
        }
        throw new IOException("recvmmsg fails with error " + -received);
    }

    void take(int index, ByteBuffer into) {
        int length = headers.length(check(index));
        MemorySegment.copy(
                bytes, JAVA_BYTE, index * STRIDE, into.array(), into.arrayOffset() + into.position(), length);
        into.position(into.position() + length);
    }

    SocketAddress sender(int index) {
        return addresses.read(headers.names(), MessageHeaders.nameOffset(check(index)));
    }

    private int check(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("datagram " + index + " of " + count);
        }
        return index;
    }
}
