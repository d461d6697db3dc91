package org.hedgerow.nio.batched;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct mmsghdr}, each with one {@code struct iovec} and room for one socket address. On 64 bits they
 * are laid out so, in glibc and musl alike:
 *
 * <pre>
 *   struct mmsghdr:  0 msg_name *     16 msg_iov *      32 msg_control *     48 msg_flags, int
 *                    8 msg_namelen    24 msg_iovlen     40 msg_controllen    56 msg_len, unsigned int
 *   struct iovec:    0 iov_base *      8 iov_len
 * </pre>
 */
final class MessageHeaders {
    private static final long HEADER = 64;
    private static final long NAME = 0;
    private static final long NAME_LENGTH = 8;
    private static final long VECTOR = 16;
    private static final long VECTOR_LENGTH = 24;
    private static final long CONTROL = 32;
    private static final long CONTROL_LENGTH = 40;
    private static final long LENGTH = 56;
    private static final long IOVEC = 16;
    private static final long IOVEC_LENGTH = 8;
    private static final long ALIGNMENT = 64;

    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment names;

    MessageHeaders(Arena arena, int count) {
        headers = arena.allocate(count * HEADER, ALIGNMENT);
        vectors = arena.allocate(count * IOVEC, ALIGNMENT);
        names = arena.allocate(count * SocketAddressCodec.ROOM, ALIGNMENT);
        for (int i = 0; i < count; i++) {
            headers.set(JAVA_LONG, i * HEADER + NAME, names.address() + nameOffset(i));
            headers.set(JAVA_LONG, i * HEADER + VECTOR, vectors.address() + i * IOVEC);
            headers.set(JAVA_LONG, i * HEADER + VECTOR_LENGTH, 1);
        }
    }

    /** Those from this one on. */
    MemorySegment from(int index) {
        return index == 0 ? headers : headers.asSlice(index * HEADER);
    }

    /** The bytes of a message, or the room for them. */
    void setBytes(int index, long address, long length) {
        vectors.set(JAVA_LONG, index * IOVEC, address);
        vectors.set(JAVA_LONG, index * IOVEC + IOVEC_LENGTH, length);
    }

    /** Whose address it has. */
    void setName(int index, int named, int length) {
        headers.set(JAVA_LONG, index * HEADER + NAME, names.address() + nameOffset(named));
        setNameLength(index, length);
    }

    /** What the system is told besides, if the length is not 0. */
    void setControl(int index, long address, long length) {
        headers.set(JAVA_LONG, index * HEADER + CONTROL, length == 0 ? 0 : address);
        headers.set(JAVA_LONG, index * HEADER + CONTROL_LENGTH, length);
    }

    /** How long its address is, or the room for it. */
    void setNameLength(int index, int length) {
        headers.set(JAVA_INT, index * HEADER + NAME_LENGTH, length);
    }

    /** How many bytes of a message there were. */
    int length(int index) {
        return headers.get(JAVA_INT, index * HEADER + LENGTH);
    }

    /** Where the socket addresses are. */
    MemorySegment names() {
        return names;
    }

    /** Where in {@link #names()} the one of a message is. */
    static long nameOffset(int index) {
        return index * SocketAddressCodec.ROOM;
    }
}
