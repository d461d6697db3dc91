package org.hedgerow.nio.batched;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Tells the system that the bytes of a message are a run of datagrams to one addressee, which it takes through all its layers
 * as one: {@code UDP_SEGMENT}, of Linux 4.18. All have the length of the first, but for the last, which may be shorter.
 *
 * <pre>
 *   struct cmsghdr:  0 cmsg_len, size_t   8 cmsg_level, int   12 cmsg_type, int   16 the length of each, unsigned short
 * </pre>
 */
final class Runs {
    /** The length of a control message, which is also the room that it takes but for padding. */
    static final long LENGTH = 18;

    // What fits every network of IPv6; the system refuses what does not fit the one that is next.
    private static final int LONGEST = 1_232;
    private static final int OCTETS = 65_507;
    private static final long ROOM = 24;
    private static final long LEVEL = 8;
    private static final long TYPE = 12;
    private static final long SEGMENT = 16;

    private final MemorySegment controls;
    private final boolean supported;
    private int pause;

    Runs(Arena arena, int count, SocketDescriptor socket) {
        controls = arena.allocate(count * ROOM, ROOM / 3);
        for (int i = 0; i < count; i++) {
            controls.set(JAVA_LONG, i * ROOM, LENGTH);
            controls.set(JAVA_INT, i * ROOM + LEVEL, Libc.SOL_UDP);
            controls.set(JAVA_INT, i * ROOM + TYPE, Libc.UDP_SEGMENT);
        }
        MemorySegment value = arena.allocate(JAVA_INT);
        MemorySegment length = arena.allocate(JAVA_INT);
        length.set(JAVA_INT, 0, Integer.BYTES);
        // An earlier system would not heed the message, and send the run as one datagram.
        supported = Libc.getsockopt(
                        arena.allocate(Libc.ERRNO), socket.number(), Libc.SOL_UDP, Libc.UDP_SEGMENT, value, length)
                == 0;
    }

    /** Whether the error may be that of a run, and not of its first datagram. */
    static boolean mayFailBy(int error) {
        return error == Libc.EIO || error == Libc.EINVAL || error == Libc.EMSGSIZE;
    }

    /** The way to somebody does not take any: there are none for so many calls. */
    void pause(int calls) {
        pause = calls;
    }

    /** The next call begins. */
    void next() {
        pause = Math.max(0, pause - 1);
    }

    /** Where the run ends that begins here: the index behind its last datagram. */
    int end(int begin, int limit, Datagrams all) {
        int each = all.length(begin);
        int end = begin + 1;
        if (!supported || pause > 0 || each == 0 || each > LONGEST) {
            return end;
        }
        int octets = each;
        while (end < limit
                && all.isSameAddressee(begin, end)
                && all.length(end - 1) == each
                && all.length(end) > 0
                && all.length(end) <= each
                && octets + all.length(end) <= OCTETS) {
            octets += all.length(end);
            end++;
        }
        return end;
    }

    /** The address of a control message that says so. */
    long control(int index, int each) {
        controls.set(JAVA_SHORT, index * ROOM + SEGMENT, (short) each);
        return controls.address() + index * ROOM;
    }

    /** What is queued, as far as runs depend on it. */
    interface Datagrams {
        int length(int index);

        boolean isSameAddressee(int one, int other);
    }
}
