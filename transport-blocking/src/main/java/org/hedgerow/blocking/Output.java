package org.hedgerow.blocking;

import java.io.IOException;
import java.util.Arrays;
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

    private final SocketConnection connection;
    private final Link link;
    private final IdleWatch idle;
    private final int highWater;
    private final Writer writer;

    // All this is confined to the lane.
    private byte[] buffer = NOTHING;
    private int length;
    private byte[] spare = NOTHING;
    private boolean stopped;
    private boolean marked;
    private boolean sending;
    private boolean choked;
    private boolean watched;

    // The sender's, handed to it and back by the lane's lock; the lane looks at what is left.
    private byte[] taken = NOTHING;
    private int takenLength;
    private volatile int unsent;
    private volatile @Nullable Thread reader;
    private boolean forReader;

    Output(SocketConnection connection, Link link, IdleWatch idle, int highWater) {
        this.connection = connection;
        this.link = link;
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
        if (pending() > highWater) {
            choked = true;
        }
        // Behind bytes that are under way, it is not sent at once.
        watched |= sending;
        mark();
    }

    int pending() {
        return stopped ? 0 : length + unsent;
    }

    /** The same, for the handler, who will want to hear of it when he was told of pending output. */
    int pendingSeen() {
        int pending = pending();
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
        writer.stop();
    }

    /** When the lane is left: takes what is to be sent. Returns whether {@link #wakeWriter} is to be called outside. */
    boolean take() {
        marked = false;
        if (sending || length == 0 || stopped) {
            return false;
        }
        sending = true;
        taken = buffer;
        takenLength = length;
        unsent = length;
        buffer = spare;
        spare = NOTHING;
        length = 0;
        watched |= takenLength > SMALL;
        forReader = takenLength <= SMALL && Thread.currentThread() == reader;
        return !forReader;
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
        int place = 0;
        while (place < takenLength) {
            int portion = Math.min(PORTION, takenLength - place);
            link.out().write(taken, place, portion);
            place += portion;
            unsent = takenLength - place;
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
        if (length > 0) {
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
