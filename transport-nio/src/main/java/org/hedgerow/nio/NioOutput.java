package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.ListenOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes out on one connection: sent by the end of the loop's pass as far as the peer takes it, the rest when the
 * selector says that it takes more. A peer that leaves too much unread is not read from meanwhile.
 */
final class NioOutput {
    private static final Logger LOG = LoggerFactory.getLogger(NioOutput.class);

    private final EventLoop loop;
    private final NioConnection connection;
    private final SocketChannel channel;
    private final NioInput input;
    private final OutputBuffer buffer;
    private int highWater = ListenOptions.defaults().highWater();
    private boolean late;

    NioOutput(EventLoop loop, NioConnection connection, SocketChannel channel, NioInput input) {
        this.loop = loop;
        this.connection = connection;
        this.channel = channel;
        this.input = input;
        this.buffer = new OutputBuffer(loop.outputs());
    }

    void limit(int highWater) {
        this.highWater = highWater;
    }

    int pending() {
        return buffer.pending();
    }

    /** Whether the rest waits until the peer takes more. */
    boolean isLate() {
        return late;
    }

    void write(byte[] bytes, int offset, int length) {
        boolean first = buffer.pending() == 0;
        buffer.append(bytes, offset, length);
        if (first) {
            loop.flushes().flushLater(connection);
        } else if (late) {
            chokeAboveMark();
        }
    }

    /** Sends what the peer takes; whether that was all. */
    boolean flush() {
        try {
            if (buffer.send(channel, loop.carrier()) > 0) {
                connection.moved();
            }
        } catch (IOException e) {
            LOG.debug("{} takes no more output", connection.remoteAddress(), e);
            connection.cut(e);
            return false;
        }
        boolean wasLate = late;
        late = buffer.pending() > 0;
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

    void clear() {
        buffer.clear();
    }

    private void chokeAboveMark() {
        if (buffer.pending() > highWater && !input.isChoked()) {
            input.choke(true);
        }
    }
}
