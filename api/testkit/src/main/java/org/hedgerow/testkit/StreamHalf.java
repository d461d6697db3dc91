package org.hedgerow.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/** One direction of a connection: what is read on one side, and is written on the other when it is due. */
final class StreamHalf {
    /** What may be under way; then the sender waits, as it does for a slow network. */
    private static final int MOST = 256 * 1024;

    private static final int READ = 16 * 1024;

    private final LinkLoop loop;
    private final LinkFates fates;
    private final Chunk.Direction direction;
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);
    private int underWay;
    private long lastDue;
    private boolean lossy;
    private boolean endRead;
    private boolean endDue;
    private boolean ended;

    StreamHalf(LinkLoop loop, LinkFates fates, Chunk.Direction direction) {
        this.loop = loop;
        this.fates = fates;
        this.direction = direction;
        lastDue = loop.now();
    }

    boolean wantsToRead() {
        return !endRead && underWay < MOST;
    }

    boolean wantsToWrite() {
        return !unsent.isEmpty();
    }

    /** Whether the other side has been told of the end. */
    boolean ended() {
        return ended;
    }

    /** Reads what there is; false if the connection is to be cut. */
    boolean read(SocketChannel from, Runnable onDue) throws IOException {
        while (wantsToRead()) {
            buffer.clear();
            int octets = from.read(buffer);
            long arrived = loop.now(); // before it is counted: who sees the count may move the time
            if (octets == 0) {
                return true;
            }
            if (octets < 0) {
                endRead = true;
                deliver(arrived, () -> endDue = true, onDue);
                return true;
            }
            byte[] chunk = new byte[octets];
            buffer.flip().get(chunk);
            Fate fate = fates.next(direction, octets);
            if (fate.reset()) {
                return false;
            }
            fate.deliveries().stream()
                    .min(Comparator.naturalOrder())
                    .ifPresentOrElse(
                            time -> {
                                underWay += chunk.length;
                                deliver(arrived + time.toNanos(), () -> unsent.add(ByteBuffer.wrap(chunk)), onDue);
                            },
                            () -> lossy = true);
        }
        return true;
    }

    private void deliver(long due, Runnable what, Runnable onDue) {
        if (lossy) {
            return;
        }
        lastDue = due - lastDue > 0 ? due : lastDue;
        loop.at(lastDue, () -> {
            what.run();
            onDue.run();
        });
    }

    /** Writes what is due, as far as the other side takes it. */
    void write(SocketChannel to) throws IOException {
        while (!unsent.isEmpty()) {
            ByteBuffer next = unsent.element();
            underWay -= to.write(next);
            if (next.hasRemaining()) {
                return;
            }
            unsent.remove();
        }
        if (endDue && !ended) {
            ended = true;
            to.shutdownOutput();
        }
    }
}
