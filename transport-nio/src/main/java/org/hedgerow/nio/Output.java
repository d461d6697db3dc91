package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.FilePart;
import org.jspecify.annotations.Nullable;

/**
 * What goes out on one connection: sent by the end of the loop's pass as far as the peer takes it, the rest when the
 * selector says that it takes more. A peer that leaves too much unread is not read from meanwhile. Bytes come first, then
 * parts of files, each with the bytes that were written after it; with no file about, that is one buffer.
 */
final class Output {
    // A fast peer shall not keep the loop to itself.
    private static final int FILE_BYTES_A_PASS = 1024 * 1024;

    /** A part of a file, and what is written after it. */
    private static final class QueuedFile extends FilePart {
        private final OutputBuffer following;

        QueuedFile(FileChannel file, long position, long length, OutputBuffer following) {
            super(file, position, length);
            this.following = following;
        }
    }

    private final EventLoop loop;
    private final NioConnection connection;
    private final SocketChannel channel;
    private final Input input;
    private @Nullable Deque<QueuedFile> files; // of connections that no file is sent on, there are many
    private OutputBuffer buffer;
    private long pending;
    private int highWater = ListenOptions.defaults().highWater();
    private boolean late;

    Output(EventLoop loop, NioConnection connection, SocketChannel channel, Input input) {
        this.loop = loop;
        this.connection = connection;
        this.channel = channel;
        this.input = input;
        this.buffer = new OutputBuffer(loop.memory().outputs());
    }

    void limit(int highWater) {
        this.highWater = highWater;
    }

    long pending() {
        return pending;
    }

    /** Whether the rest waits until the peer takes more. */
    boolean isLate() {
        return late;
    }

    void write(byte[] bytes, int offset, int length) {
        if (files == null || files.isEmpty()) {
            buffer.append(bytes, offset, length);
        } else {
            files.getLast().following.append(bytes, offset, length);
        }
        written(length);
    }

    void write(FileChannel file, long position, long length) {
        Math.addExact(pending, length); // before it is too late to refuse
        if (files == null) {
            files = new ArrayDeque<>(1);
        }
        files.add(new QueuedFile(
                file, position, length, new OutputBuffer(loop.memory().outputs())));
        written(length);
    }

    private void written(long length) {
        boolean first = pending == 0;
        pending += length;
        if (first) {
            loop.flushes().flushLater(connection);
        } else if (late) {
            chokeAboveMark();
        }
    }

    /** Sends what the peer takes; whether that was all. */
    boolean flush() {
        if (!send()) {
            return false;
        }
        boolean wasLate = late;
        late = pending > 0;
        if (late) {
            chokeAboveMark();
        } else if (wasLate) {
            input.choke(false);
        }
        if (late != wasLate) {
            connection.updateInterest();
        }
        return !late;
    }

    /** Returns false if that is the end of the connection. */
    private boolean send() {
        try {
            long sent = buffer.send(channel, loop.memory().carrier());
            while (files != null && buffer.pending() == 0 && !files.isEmpty()) {
                FilePart part = files.getFirst();
                sent += part.sendSome(channel, FILE_BYTES_A_PASS);
                if (part.left() > 0) {
                    break;
                }
                buffer = files.removeFirst().following;
                sent += buffer.send(channel, loop.memory().carrier());
            }
            if (sent > 0) {
                pending -= sent;
                connection.moved();
            }
            return true;
        } catch (FilePart.Failure e) {
            connection.cutByReset(e.reason());
        } catch (IOException e) {
            connection.fail(e);
        }
        return false;
    }

    void clear() {
        buffer.clear();
        if (files != null) {
            files.forEach(part -> part.following.clear());
            files = null;
        }
        pending = 0;
    }

    private void chokeAboveMark() {
        if (pending > highWater && !input.isChoked()) {
            input.choke(true);
        }
    }
}
