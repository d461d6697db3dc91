package org.hedgerow.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.accept.GuardedConnectionHandler;
import org.jspecify.annotations.Nullable;

/** What comes in on one open connection: read when it is wanted, and handed over until it ends. */
final class Input {
    private static final int READS_AT_DRAIN = 16;

    private final EventLoop loop;
    private final NioConnection connection;
    private final SocketChannel channel;
    private final GuardedConnectionHandler handler;
    private @Nullable QuietTimer quiet; // of clients that end what they send, there are many
    private boolean paused;
    private boolean choked;
    private boolean draining;
    private boolean ended;
    private boolean peerEnded;

    Input(EventLoop loop, NioConnection connection, SocketChannel channel, GuardedConnectionHandler handler) {
        this.loop = loop;
        this.connection = connection;
        this.channel = channel;
        this.handler = handler;
    }

    /** Whether to read. */
    boolean isWanted() {
        return !paused && !choked && !ended;
    }

    /** Whether the peer has ended, so that nothing unread can be left. */
    boolean hasPeerEnded() {
        return peerEnded;
    }

    /** The handler wants no input, or wants it again. */
    void pause(boolean on) {
        boolean wanted = isWanted();
        paused = on;
        changed(wanted);
    }

    /** The peer leaves too much output unread, so it is not read from either; or no more so. */
    void choke(boolean on) {
        boolean wanted = isWanted();
        choked = on;
        changed(wanted);
    }

    boolean isChoked() {
        return choked;
    }

    void awaitQuiet(long nanos) {
        if (ended) {
            return;
        }
        if (quiet == null) {
            quiet = new QuietTimer(loop, this::quietTimePassed);
        }
        quiet.start(nanos);
    }

    /** Nothing more is handed over. */
    void stop() {
        ended = true;
        callOffQuiet();
    }

    /** One read, handed over; how many octets there were, or -1 if there is nothing more to come. */
    int read() {
        ByteBuffer carrier = loop.memory().carrier().clear();
        carrier.limit(Math.min(carrier.capacity(), handler.mostInput()));
        int octets;
        try {
            octets = channel.read(carrier);
        } catch (IOException e) {
            connection.fail(e);
            return -1;
        }
        if (octets < 0) {
            peerEnded = true;
            end();
        } else if (octets > 0) {
            connection.moved();
            callOffQuiet();
            // By way of a buffer of the loop's, for one that the JDK would have to find first.
            ByteBuffer input = loop.memory().input().put(carrier.flip()).flip();
            handler.received(input);
        }
        return octets;
    }

    /** One read for nobody; whether the peer may send more. */
    boolean discard() {
        try {
            return channel.read(loop.memory().carrier().clear()) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The listener is to be emptied: hands over what has arrived, and ends the input; when reading goes on, if paused. */
    void drain() {
        draining = true;
        try {
            for (int i = 0; i < READS_AT_DRAIN && isWanted(); i++) {
                if (read() <= 0) {
                    break;
                }
            }
            if (isWanted()) {
                end();
            }
        } catch (Throwable e) {
            connection.breakDown(e);
        }
    }

    private void end() {
        if (!ended) {
            stop();
            connection.updateInterest();
            handler.ended();
        }
    }

    private void callOffQuiet() {
        if (quiet != null) {
            quiet.callOff();
        }
    }

    private void quietTimePassed(QuietTimer timer) {
        try {
            if (!isWanted()) {
                timer.waitForReading();
            } else if (read() == 0) {
                handler.quiet();
            }
        } catch (Throwable e) {
            connection.breakDown(e);
        }
    }

    private void changed(boolean wanted) {
        connection.updateInterest();
        if (isWanted() && !wanted) {
            if (quiet != null) {
                quiet.readingResumed();
            }
            if (draining) {
                loop.execute(this::drain);
            }
        }
    }
}
