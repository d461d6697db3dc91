package org.hedgerow.nio.batched;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The datagrams that wait to be sent by one call, one behind the other; those of a run are one message of it. */
final class Outgoing implements Runs.Datagrams {
    // Room for some of the largest, or for as many as there can be of those that are usual.
    private static final int OCTETS = 128 * 1024;
    private static final long ALIGNMENT = 64;
    // Calls to the system, of 32 datagrams each when it matters; ways change, too.
    private static final int PAUSE = 4_096;

    private final SocketDescriptor socket;
    private final SocketAddressCodec addresses;
    private final int capacity;
    private final MemorySegment errno;
    private final MemorySegment bytes;
    private final MessageHeaders headers;
    private final Runs runs;
    private final @Nullable SocketAddress[] addressees;
    private final int[] begins;
    private final int[] runEnds;
    private int head;
    private int end;

    Outgoing(Arena arena, SocketDescriptor socket, SocketAddressCodec addresses, int capacity) {
        this.socket = socket;
        this.addresses = addresses;
        this.capacity = capacity;
        this.errno = arena.allocate(Libc.ERRNO);
        this.bytes = arena.allocate(OCTETS, ALIGNMENT);
        this.headers = new MessageHeaders(arena, capacity);
        this.runs = new Runs(arena, capacity, socket);
        this.addressees = new SocketAddress[capacity];
        this.begins = new int[capacity + 1];
        this.runEnds = new int[capacity];
    }

    boolean add(byte[] source, int offset, int length, SocketAddress to) {
        int begin = begins[end];
        if (end == capacity || length > OCTETS - begin) {
            return false;
        }
        addresses.write(to, headers.names(), MessageHeaders.nameOffset(end));
        MemorySegment.copy(source, offset, bytes, JAVA_BYTE, begin, length);
        addressees[end] = to;
        end++;
        begins[end] = begin + length;
        return true;
    }

    int count() {
        return end - head;
    }

    @Override
    public int length(int index) {
        return begins[index + 1] - begins[index];
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // two addresses of different zones are equal to Java
    public boolean isSameAddressee(int one, int other) {
        return addressees[one] == addressees[other];
    }

    int send() throws IOException {
        if (count() == 0) {
            return 0;
        }
        int result = sendRuns();
        if (runEnds[0] > head + 1 && Runs.mayFailBy(-result)) {
            // As where a checksum cannot be left to the device. If the first one does not leave by itself, it was not
            // the run.
            runs.pause(PAUSE);
            result = sendRuns();
            runs.pause(result < 0 ? 0 : PAUSE);
        }
        if (result > 0) {
            int sent = runEnds[result - 1] - head;
            drop(sent);
            return sent;
        }
        if (result == -Libc.EAGAIN) {
            return 0;
        }
        throw new IOException("sendmmsg fails with error " + -result);
    }

    /** One call; how many messages the system has taken, or the error. */
    private int sendRuns() {
        runs.next();
        int messages = 0;
        for (int begin = head; begin < end; begin = runEnds[messages++]) {
            int runEnd = runs.end(begin, end, this);
            headers.setName(messages, begin, addresses.length());
            headers.setBytes(messages, bytes.address() + begins[begin], begins[runEnd] - begins[begin]);
            boolean isRun = runEnd > begin + 1;
            headers.setControl(messages, isRun ? runs.control(messages, length(begin)) : 0, isRun ? Runs.LENGTH : 0);
            runEnds[messages] = runEnd;
        }
        return Libc.sendmmsg(errno, socket.number(), headers.from(0), messages);
    }

    void drop(int dropped) {
        if (dropped < 0 || dropped > count()) {
            throw new IllegalArgumentException("expected up to " + count() + " datagrams, found " + dropped);
        }
        head += dropped;
        if (head == end) {
            head = 0;
            end = 0;
        }
    }
}
