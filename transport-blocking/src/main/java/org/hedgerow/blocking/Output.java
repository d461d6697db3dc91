package org.hedgerow.blocking;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.hedgerow.transport.accept.FilePart;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has to send. Callbacks append to a buffer in the lane; when the lane is left, the buffer is taken
 * and one thread, outside the lane, sends it: the connection's reader if it is the one that leaves and there is little to
 * send, else the connection's writer. What is written meanwhile goes to the next buffer, which the same thread takes when
 * it is done; so one thread at a time writes to the socket, and in order.
 *
 * <p>Little, because a reader that is held up in sending does not read. That must not happen before the high-water mark is
 * passed, and a few kilobytes hold nobody up unless the peer has left whole kernel buffers unread.
 */
final class Output {
    private static final byte[] NOTHING = {};
    private static final int SMALL = 4 * 1024;
    // In such portions progress is seen, by pendingOutput and the idle limit.
    private static final int PORTION = 64 * 1024;

    /** What was written before a part of a file, and that part. */
    private static final class Batch {
        private final byte[] octets;
        private final int length;
        private final FilePart part;

        Batch(byte[] octets, int length, FilePart part) {
            this.octets = octets;
            this.length = length;
            this.part = part;
        }

        /** Until it is taken. */
        long size() {
            return length + part.left();
        }
    }

    private final BlockingConnection connection;
    private final ConnectionSocket socket;
    private final IdleTimer idle;
    private final int highWater;
    private final Writer writer;

    // All this is confined to the lane.
    private byte[] buffer = NOTHING;
    private int length;
    // What goes before the buffer: as much as was written until the last part of a file.
    private final ArrayDeque<Batch> batches = new ArrayDeque<>(1);
    private long inBatches;
    private byte[] spare = NOTHING;
    private boolean stopped;
    private boolean marked;
    private boolean sending;
    private boolean choked;
    private boolean watched;

    // The sender's, handed to it and back by the lane's lock; the lane looks at what is left.
    private byte[] taken = NOTHING;
    private int takenLength;
    private @Nullable FilePart takenPart;
    private volatile long unsent;
    private volatile @Nullable Thread reader;
    private boolean forReader;

    Output(BlockingConnection connection, ConnectionSocket socket, IdleTimer idle, int highWater) {
        this.connection = connection;
        this.socket = socket;
        this.idle = idle;
        this.highWater = highWater;
        this.writer = new Writer(connection, this);
    }

    void write(byte[] bytes, int offset, int count) {
        if (count == 0) {
            return;
        }
        makeRoom(count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
        added();
    }

    void write(FilePart part) {
        if (part.left() == 0) {
            return;
        }
        Batch batch = new Batch(buffer, length, part);
        batches.add(batch);
        inBatches += batch.size();
        buffer = spare;
        spare = NOTHING;
        length = 0;
        added();
    }

    private void added() {
        if (pending() > highWater) {
            choked = true;
        }
        // Behind bytes that are under way, it is not sent at once.
        watched |= sending;
        mark();
    }

    long pending() {
        return stopped ? 0 : inBatches + length + unsent;
    }

    /** The same, for the handler, who will want to hear of it when he was told of pending output. */
    long pendingSeen() {
        long pending = pending();
        watched |= pending > 0;
        return pending;
    }

    /** Whether the high-water mark was passed, and not all is sent yet. */
    boolean isChoked() {
        return choked;
    }

    /** Makes the calling thread the connection's reader, which sends small output itself. */
    void readBy(Thread thread) {
        reader = thread;
    }

    /** Drops everything. */
    void stop() {
        stopped = true;
        buffer = NOTHING;
        spare = NOTHING;
        length = 0;
        batches.clear();
        writer.stop();
    }

    /** When the lane is left: takes what is to be sent. Returns whether {@link #wakeWriter} is to be called outside. */
    boolean take() {
        marked = false;
        if (sending || isEmpty() || stopped) {
            return false;
        }
        sending = true;
        takeNext();
        watched |= unsent > SMALL || takenPart != null;
        forReader = unsent <= SMALL && takenPart == null && Thread.currentThread() == reader;
        return !forReader;
    }

    private void takeNext() {
        Batch batch = batches.poll();
        if (batch != null) {
            taken = batch.octets;
            takenLength = batch.length;
            takenPart = batch.part;
            unsent = batch.size();
            inBatches -= batch.size();
            return;
        }
        taken = buffer;
        takenLength = length;
        unsent = length;
        buffer = spare;
        spare = NOTHING;
        length = 0;
    }

    private boolean isEmpty() {
        return length == 0 && batches.isEmpty();
    }

    /** Outside the lane. */
    void wakeWriter() {
        writer.wake();
    }

    /** Whether the calling thread, the reader, is to {@link #send}, and then to enter the lane for {@link #sent}. */
    boolean isForReader() {
        return forReader;
    }

    /** Sends what was taken; outside the lane, on the thread that it was taken for. Blocks. */
    void send() throws IOException {
        FilePart part = takenPart;
        long after = part == null ? 0 : part.left();
        int place = 0;
        while (place < takenLength) {
            int portion = Math.min(PORTION, takenLength - place);
            socket.write(taken, place, portion);
            place += portion;
            unsent = takenLength - place + after;
            idle.moved();
        }
        if (part != null) {
            socket.expectTransfer();
        }
        while (part != null && part.left() > 0) {
            part.sendSome(socket.channel(), PORTION);
            unsent = part.left();
            idle.moved();
        }
    }

    /** What was taken is sent. */
    void sent() {
        sending = false;
        forReader = false;
        if (stopped) {
            return;
        }
        // Grown buffers are let go of: ten thousand connections may each have had a large answer once.
        byte[] free = taken.length <= SMALL ? taken : NOTHING;
        taken = NOTHING;
        takenPart = null;
        if (!isEmpty()) {
            spare = free;
            mark();
            return;
        }
        buffer = free;
        choked = false;
        boolean tell = watched;
        watched = false;
        connection.allSent(tell);
    }

    private void mark() {
        if (!marked) {
            marked = true;
            connection.lane().leavesLater(this);
        }
    }

    private void makeRoom(int count) {
        int needed = Math.addExact(length, count);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, Math.max(SMALL, grown(buffer.length))));
        }
    }

    private static int grown(int size) {
        return size < Integer.MAX_VALUE / 2 ? size * 2 : size;
    }
}
