package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.ReservedTasks;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.FilePart;
import org.hedgerow.transport.accept.GuardedConnectionHandler;
import org.hedgerow.transport.accept.StreamChannels;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of an event loop.
 *
 * <pre>
 *   CONNECTING --connected--> OPEN --close()--> CLOSING --all sent--> LINGERING --peer ends, or 2 s--> CLOSED
 *       |                      |                   |                                                     ^
 *       +----------------------+-------------------+---- cut: failure, reset(), peer ended before -------+
 * </pre>
 *
 * <p>The handler is told {@code closed} by a task of its own, never from within one of its calls. Writing to a peer that
 * has reset the connection fails with EPIPE or ECONNRESET, which ends here: the JVM ignores SIGPIPE.
 */
final class NioConnection implements Connection, Selectable, Flushable {
    private static final Logger LOG = LoggerFactory.getLogger(NioConnection.class);
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private enum State {
        CONNECTING,
        OPEN,
        CLOSING,
        LINGERING,
        CLOSED
    }

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SocketAddress remote;
    private final GuardedConnectionHandler handler;
    private final Input input;
    private final Output output;
    private final ReservedTasks.Place tellingClosed;
    private @Nullable NioListener listener;
    private @Nullable IdleTimer idle;
    private @Nullable SelectionKey key;
    private Cancellable linger = () -> {};
    private @Nullable IOException cause;
    private State state = State.CONNECTING;
    private boolean failed;

    NioConnection(EventLoop loop, SocketChannel channel, SocketAddress remote, ConnectionHandler handler) {
        this.loop = loop;
        this.channel = channel;
        this.remote = remote;
        this.handler = new GuardedConnectionHandler(handler, this, this::cut);
        this.input = new Input(loop, this, channel, this.handler);
        this.output = new Output(loop, this, channel, input);
        this.tellingClosed = loop.endings().reserve(this::tellClosed);
    }

    /** Starts to connect. */
    void connect() throws IOException {
        Channels.configure(channel);
        boolean stands = channel.connect(remote);
        key = channel.register(loop.selector(), stands ? 0 : SelectionKey.OP_CONNECT, this);
        if (stands) {
            loop.execute(this::finishConnect);
        }
    }

    /** Takes over a connection that a listener has accepted. */
    void accepted(NioListener from) {
        listener = from;
        ListenOptions options = from.options();
        try {
            output.limit(options.highWater());
            idle = IdleTimer.of(loop, options.idleTimeout(), options.reset() ? this::cutByReset : this::cut);
            Channels.configure(channel);
            key = channel.register(loop.selector(), 0, this);
            open();
        } catch (Throwable e) {
            cut(Thrown.asCause("the connection cannot be served", e));
        }
    }

    boolean isFrom(NioListener candidate) {
        return listener == candidate;
    }

    private void open() {
        if (state == State.CONNECTING) {
            state = State.OPEN;
            handler.opened();
            updateInterest();
        }
    }

    @Override
    public void ready() {
        try {
            serve();
        } catch (Throwable e) {
            breakDown(e);
        }
    }

    private void serve() {
        SelectionKey ready = Objects.requireNonNull(key, "registered");
        if (state == State.CONNECTING) {
            finishConnect();
            return;
        }
        if (ready.isValid() && ready.isWritable()) {
            flush();
        }
        if (ready.isValid() && ready.isReadable()) {
            if (state == State.OPEN && input.isWanted()) {
                input.read();
            } else if (state == State.LINGERING && !input.discard()) {
                cut(null);
            }
        }
    }

    private void finishConnect() {
        try {
            channel.finishConnect();
            StreamChannels.expectPeer(channel);
        } catch (IOException e) {
            cutByReset(e); // or else the system would keep the port of one that is its own peer for a while
        }
        open();
    }

    @Override
    public void loopEnds() {
        cut(new ClosedTransportException());
    }

    /** The listener is to be emptied. */
    void drain() {
        if (state == State.OPEN) {
            input.drain();
        }
    }

    @Override
    public Lane lane() {
        return loop;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    private boolean isOpen() {
        loop.expectInside();
        return state == State.OPEN;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.requireNonNull(bytes, "bytes");
        if (isOpen() && length > 0) {
            output.write(bytes, offset, length);
        }
    }

    @Override
    public void write(FileChannel file, long position, long length) {
        FilePart.expectPart(file, position, length);
        if (isOpen() && length > 0) {
            output.write(file, position, length);
        }
    }

    @Override
    public long pendingOutput() {
        loop.expectInside();
        return output.pending();
    }

    @Override
    public void reading(boolean on) {
        loop.expectInside();
        input.pause(!on);
    }

    @Override
    public void awaitQuiet(long nanos) {
        if (isOpen()) {
            input.awaitQuiet(nanos);
        }
    }

    @Override
    public void close() {
        if (isOpen()) {
            state = State.CLOSING;
            input.stop();
            updateInterest();
            if (output.pending() == 0) {
                loop.flushes().flushLater(this);
            }
        } else if (state == State.CONNECTING) {
            cut(null);
        }
    }

    @Override
    public void shed() {
        if (listener != null && listener.options().reset()) {
            reset();
        } else {
            close();
        }
    }

    @Override
    public void reset() {
        loop.expectInside();
        cutByReset(null);
    }

    /** Ends the connection now, so that the peer sees that it did not end in order. */
    void cutByReset(@Nullable IOException cause) {
        if (state != State.CLOSED) {
            Channels.resetWhenClosed(channel);
            cut(cause);
        }
    }

    /** The network has ended the connection. */
    void fail(IOException cause) {
        if (state != State.CLOSED) {
            failed = true;
            cut(cause);
            LOG.debug("{} is gone: {}", remote, cause.toString());
        }
    }

    @Override
    public void breakDown(Throwable failure) {
        cutByReset(Thrown.asCause("the connection cannot go on", failure));
        Thrown.report(LOG, "cut a connection that cannot go on, that of", remote, failure);
    }

    @Override
    public void flush() {
        boolean sendable = state == State.OPEN || state == State.CLOSING;
        if (sendable && output.flush()) {
            if (state == State.CLOSING) {
                endOutput();
            } else {
                loop.flushes().tellLater(this);
            }
        }
    }

    /** All output is sent. */
    void tellDrained() {
        if (state == State.OPEN) {
            handler.drained();
        }
    }

    /** All is sent: tells the peer, and waits for it to end as well, for input that nobody reads becomes a reset. */
    private void endOutput() {
        if (input.hasPeerEnded()) {
            cut(null);
            return;
        }
        try {
            channel.shutdownOutput();
            state = State.LINGERING;
            linger = loop.schedule(LINGER_NANOS, () -> cut(null));
            updateInterest();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Ends the connection now, whatever state it is in. */
    void cut(@Nullable IOException cause) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        this.cause = cause;
        tellingClosed.handIn(); // before all that may fail
        Channels.closeQuietly(channel);
        input.stop();
        if (idle != null) {
            idle.callOff();
        }
        linger.cancel();
        output.clear();
    }

    private void tellClosed() {
        handler.closed(cause);
        loop.connections().decrementAndGet();
        if (listener != null) {
            listener.gone(failed);
        }
    }

    void updateInterest() {
        if (key != null && state != State.CONNECTING) {
            Channels.want(key, state == State.OPEN ? input.isWanted() : state == State.LINGERING, output.isLate());
        }
    }

    /** Octets have moved, either way. */
    void moved() {
        if (idle != null) {
            idle.moved();
        }
    }
}
