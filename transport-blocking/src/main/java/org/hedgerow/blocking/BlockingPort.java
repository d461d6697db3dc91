package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.ReservedTasks;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.accept.GuardedDatagramHandler;
import org.jspecify.annotations.Nullable;

/**
 * The life of one port. Confined to its lane, but for what {@link DatagramPort} says.
 *
 * <pre>
 *   NEW -- its reader runs --> OPEN -- drain, and nothing is left --> ENDED
 *    |                          |                                      |
 *    +--------------------------+--------------------------------------+---- close, failure --> CLOSED
 * </pre>
 */
final class BlockingPort implements DatagramPort, OpenSocket {
    // What a drained port may still hand over: its peers may send faster than the handler takes it.
    private static final int DATAGRAMS_AT_DRAIN = 16 * 1024;
    private static final long WHILE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What the reader is to do when it has left the lane. */
    enum Step {
        /** Wait for a datagram. */
        RECEIVE,
        /** Look whether there is one. */
        LOOK,
        STOP
    }

    private enum State {
        NEW,
        OPEN,
        ENDED,
        CLOSED
    }

    private final MailboxLane lane;
    private final PortSocket socket;
    private final GuardedDatagramHandler handler;
    private final Runnable gone;
    private final PortReader reader;
    private final ReservedTasks.Place tellingClosed;
    private @Nullable IOException cause;
    private @Nullable IOException early; // was refused before the handler is told that it is open
    private State state = State.NEW;
    private boolean draining;
    private int drained;
    private boolean receiving;
    private long receives;
    private Cancellable look = () -> {};

    /** @param gone run when the port is closed and its handler knows */
    BlockingPort(MailboxLane lane, PortSocket socket, DatagramHandler handler, Runnable gone) {
        this.lane = lane;
        this.socket = socket;
        this.handler = new GuardedDatagramHandler(handler, this);
        this.gone = gone;
        this.reader = new PortReader(this, socket);
        this.tellingClosed = lane.endings().reserve(this::tellClosed);
    }

    /** To be run, once, by a thread that is in no lane. Any thread. */
    PortReader reader() {
        return reader;
    }

    @Override
    public MailboxLane lane() {
        return lane;
    }

    @Override
    public SocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public void send(byte[] bytes, int offset, int length, SocketAddress to) {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(to, "to");
        Objects.checkFromIndexSize(offset, length, bytes.length);
        lane.expectInside();
        if (state != State.CLOSED) {
            IOException said = socket.send(bytes, offset, length, to);
            if (said != null && socket.hasPeer()) {
                lane.execute(
                        () -> refused(said)); // when the handler, who may be the one who sends, is through with that
            }
        }
    }

    @Override
    public void close() {
        lane.expectInside();
        cut(null);
    }

    /** Has the system take the socket away at once, whatever the lane is at; it is to be cut then. Any thread. */
    void closeSocket() {
        socket.close();
    }

    /** The reader runs. */
    Step opened() {
        if (state == State.NEW) {
            state = State.OPEN;
            handler.opened();
            if (early != null) {
                refused(early);
            }
        }
        return next();
    }

    /** The reader has received this. */
    Step received(ByteBuffer bytes, SocketAddress from) {
        receiving = false;
        if (state == State.OPEN) {
            drained += draining ? 1 : 0;
            handler.received(bytes, from);
        }
        return next();
    }

    /** The system has said that what was sent to the peer was refused, or is not sent. */
    void refused(IOException cause) {
        if (state == State.NEW) {
            early = cause;
        }
        if (state == State.OPEN && socket.hasPeer()) {
            handler.refused(cause);
        }
    }

    /** The reader has looked, and found nothing. */
    Step nothingLeft() {
        receiving = false;
        if (draining) {
            end();
        }
        return next();
    }

    private Step next() {
        if (draining && drained >= DATAGRAMS_AT_DRAIN) {
            end();
        }
        if (state != State.OPEN) {
            return Step.STOP;
        }
        receiving = true;
        receives++;
        return draining ? Step.LOOK : Step.RECEIVE;
    }

    /**
     * The binding is to be emptied: hands over what has arrived, and ends the input. A reader that waits for a datagram
     * cannot be asked whether there is none; so it is given a while, in real time, to show itself, as in {@link SilentRead}.
     */
    void drain() {
        if (draining || state == State.CLOSED) {
            return;
        }
        draining = true;
        if (receiving && !reader.holds()) {
            long before = receives;
            look = lane.context().realTimers().schedule(lane, WHILE_NANOS, () -> {
                if (receiving && receives == before && !reader.holds()) {
                    end();
                }
            });
        }
    }

    private void end() {
        if (state == State.OPEN) {
            state = State.ENDED;
            handler.ended();
        }
    }

    @Override
    public void cut(@Nullable IOException cause) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        this.cause = cause;
        tellingClosed.handIn(); // not from within the callback that may have led here, and before all that may fail
        socket.close();
        look.cancel();
    }

    private void tellClosed() {
        handler.closed(cause);
        try {
            gone.run();
        } finally {
            lane.context().open().remove(this);
        }
    }
}
