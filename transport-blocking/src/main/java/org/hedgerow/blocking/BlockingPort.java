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
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(BlockingPort.class);
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
    private final DatagramHandler handler;
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
    private boolean threw;
    private Cancellable look = () -> {};

    /** @param gone run when the port is closed and its handler knows */
    BlockingPort(MailboxLane lane, PortSocket socket, DatagramHandler handler, Runnable gone) {
        this.lane = lane;
        this.socket = socket;
        this.handler = handler;
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
            try {
                handler.opened(this);
            } catch (Throwable e) {
                threw(e);
            }
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
            try {
                handler.received(this, bytes, from);
            } catch (Throwable e) {
                threw(e);
            }
        }
        return next();
    }

    /** The system has said that what was sent to the peer was refused, or is not sent. */
    void refused(IOException cause) {
        if (state == State.NEW) {
            early = cause;
        }
        if (state == State.OPEN && socket.hasPeer()) {
            try {
                handler.refused(this, cause);
            } catch (Throwable e) {
                threw(e);
            }
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
            look = lane.context().looks().schedule(lane, WHILE_NANOS, () -> {
                if (receiving && receives == before && !reader.holds()) {
                    end();
                }
            });
        }
    }

    private void end() {
        if (state == State.OPEN) {
            state = State.ENDED;
            try {
                handler.ended(this);
            } catch (Throwable e) {
                threw(e);
            }
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
        try {
            handler.closed(this, cause);
        } catch (Throwable e) {
            Thrown.report(LOG, "a handler threw when told of the end of the port", localAddress(), e);
        }
        try {
            gone.run();
        } finally {
            lane.context().open().remove(this);
        }
    }

    /** Whatever a handler does with one datagram, the next one is handed over. */
    private void threw(Throwable failure) {
        if (threw) {
            Thrown.reportForDebugging(LOG, "the handler of a port threw again", failure);
        } else {
            threw = true; // anybody may send what it fails at, and fill the log
            Thrown.report(
                    LOG,
                    "a handler threw; what follows is logged for debugging only; that of",
                    localAddress(),
                    failure);
        }
    }
}
