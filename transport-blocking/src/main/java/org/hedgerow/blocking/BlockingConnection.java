package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.ReservedTasks;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.FilePart;
import org.hedgerow.transport.accept.GuardedConnectionHandler;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one connection. Confined to its lane, but for what {@link Connection} says.
 *
 * <pre>
 *   NEW -- opened --> OPEN -- close --> CLOSING -- all is sent --> LINGERING -- the peer's end, or 2 s --> CLOSED
 *    |                  |                  |                                                                 ^
 *    +------------------+------------------+------------- reset, failure, idle for too long -----------------+
 * </pre>
 *
 * LINGERING has sent the end of the stream and discards input, which would turn a close into a reset. It is left out
 * where the input has ended before.
 */
final class BlockingConnection implements Connection, OpenSocket {
    private static final Logger LOG = LoggerFactory.getLogger(BlockingConnection.class);
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private enum State {
        NEW,
        OPEN,
        CLOSING,
        LINGERING,
        CLOSED
    }

    private final MailboxLane lane;
    private final ConnectionSocket socket;
    private final GuardedConnectionHandler handler;
    private final Consumer<BlockingConnection> gone;
    private final boolean resets;
    private final IdleTimer idle;
    private final Input input;
    private final Output output;
    private final ReservedTasks.Place tellingClosed;
    private @Nullable IOException cause;
    private State state = State.NEW;
    private boolean failed;
    private Cancellable lingering = () -> {};

    BlockingConnection(
            MailboxLane lane,
            ConnectionSocket socket,
            ConnectionHandler handler,
            ListenOptions options,
            Consumer<BlockingConnection> gone) {
        this.lane = lane;
        this.socket = socket;
        this.handler = new GuardedConnectionHandler(handler, this, this::cutByReset);
        this.gone = gone;
        resets = options.reset();
        idle = new IdleTimer(this, lane, options.idleTimeout());
        output = new Output(this, socket, idle, options.highWater());
        input = new Input(this, socket, idle, output);
        tellingClosed = lane.endings().reserve(this::tellClosed);
    }

    /** Has somebody connect, if need be, and read. In the lane; once. */
    void start(Worker worker) {
        try {
            if (lane.context().open().add(this)) {
                worker.serve(input.reader());
            } else {
                cut(new ClosedTransportException());
            }
        } catch (Throwable e) {
            cut(Thrown.asCause("the connection cannot be served", e));
        }
    }

    @Override
    public MailboxLane lane() {
        return lane;
    }

    @Override
    public SocketAddress remoteAddress() {
        return socket.address();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.requireNonNull(bytes, "bytes");
        lane.expectInside();
        if (state == State.OPEN) {
            output.write(bytes, offset, length);
        }
    }

    @Override
    public void write(FileChannel file, long position, long length) {
        Objects.requireNonNull(file, "file");
        lane.expectInside();
        FilePart part = new FilePart(file, position, length);
        if (state == State.OPEN) {
            output.write(part);
        }
    }

    @Override
    public long pendingOutput() {
        lane.expectInside();
        return output.pendingSeen();
    }

    @Override
    public void reading(boolean on) {
        lane.expectInside();
        input.reading(on);
    }

    @Override
    public void awaitQuiet(long nanos) {
        lane.expectInside();
        if (isOpen()) {
            input.awaitQuiet(nanos);
        }
    }

    @Override
    public void close() {
        lane.expectInside();
        if (state == State.NEW) {
            cut(null);
        } else if (state == State.OPEN) {
            state = State.CLOSING;
            input.wake();
            finishWhenSent();
        }
    }

    @Override
    public void shed() {
        if (resets) {
            reset();
        } else {
            close();
        }
    }

    @Override
    public void reset() {
        lane.expectInside();
        cutByReset(null);
    }

    Input input() {
        return input;
    }

    /** Whether callbacks other than {@code closed} are wanted and made. */
    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Whether the network has ended it. */
    boolean hasFailed() {
        return failed;
    }

    void opened() {
        if (state == State.NEW) {
            state = State.OPEN;
            idle.start();
            handler.opened();
        }
    }

    void received(ByteBuffer bytes) {
        handler.received(bytes);
    }

    int mostInput() {
        return handler.mostInput();
    }

    void quiet() {
        if (state == State.OPEN) {
            handler.quiet();
        }
    }

    void ended() {
        if (state == State.OPEN) {
            handler.ended();
        }
    }

    /** All output is sent; {@code tell} if the handler had reason to wait for that. */
    void allSent(boolean tell) {
        input.wake();
        if (state == State.OPEN && tell) {
            handler.drained();
        }
        finishWhenSent();
    }

    /** The peer has ended its stream. */
    void peerEnded() {
        if (state == State.LINGERING) {
            cut(null);
        }
    }

    /** The network failed while it was read from or written to, or it could not be connected. */
    void fail(IOException cause) {
        if (state == State.LINGERING) {
            cut(null); // all that was to be sent had been
        } else if (state != State.CLOSED) {
            failed = true;
            cut(cause);
            LOG.debug("the connection with {} is broken: {}", socket.address(), cause.toString());
        }
    }

    /** Something of its own failed, as without memory. */
    void breakDown(Throwable failure) {
        cutByReset(Thrown.asCause("the connection cannot go on", failure));
        Thrown.report(LOG, "cut a connection that cannot go on, that with", socket.address(), failure);
    }

    /** No byte has moved for too long. */
    void idle(IOException cause) {
        if (resets) {
            cutByReset(cause);
        } else {
            cut(cause);
        }
    }

    /** Closes now, by a reset. */
    void cutByReset(@Nullable IOException cause) {
        if (state != State.CLOSED) {
            socket.reset();
            cut(cause);
        }
    }

    /** Closes now, whatever is unsent, but without a reset. */
    @Override
    public void cut(@Nullable IOException cause) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        this.cause = cause;
        tellingClosed.handIn(); // not from within the callback that may have led here, and before all that may fail
        socket.close();
        lingering.cancel();
        idle.callOff();
        input.stop();
        output.stop();
    }

    private void finishWhenSent() {
        if (state != State.CLOSING || output.pending() > 0) {
            return;
        }
        if (input.hasPeerEnded()) {
            cut(null);
            return;
        }
        state = State.LINGERING;
        socket.shutDownOutput();
        lingering = lane.schedule(LINGER_NANOS, () -> cut(null));
    }

    private void tellClosed() {
        handler.closed(cause);
        try {
            gone.accept(this);
        } finally {
            lane.context().open().remove(this);
        }
    }
}
