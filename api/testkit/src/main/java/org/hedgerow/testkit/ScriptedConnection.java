package org.hedgerow.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection in memory, whose peer is the test: it says what arrives and sees what is written. Lives in a
 * {@link ManualLane}, which the methods of the peer's side run empty before they return.
 *
 * <pre>
 *   new --open--> open --receive, end, await the lane's time--> open
 *    |             |--close, and the peer has read all--> closed, no cause
 *    '--refuse-----'--drop, reset, a handler that throws--> closed, with a cause
 * </pre>
 *
 * <p>Confined to the test's thread.
 */
public final class ScriptedConnection implements Connection {
    private final ManualLane lane;
    private final SocketAddress remote;
    private final ConnectionHandler handler;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final ScriptedInput input;
    private boolean opened;
    private boolean peerReads = true;
    private boolean closing;
    private boolean closed;
    private boolean shed;
    private boolean reset;
    private @Nullable IOException cause;

    /** A connection that does not stand yet. */
    public ScriptedConnection(ManualLane lane, SocketAddress remote, ConnectionHandler handler) {
        this.lane = Objects.requireNonNull(lane, "lane");
        this.remote = Objects.requireNonNull(remote, "remote");
        this.handler = Objects.requireNonNull(handler, "handler");
        this.input = new ScriptedInput(lane, this, handler);
    }

    /** A connection that a server has just accepted, and that is open. */
    public static ScriptedConnection accepted(ManualLane lane, ConnectionHandlerFactory handlers) {
        SocketAddress client = InetSocketAddress.createUnresolved("scripted.client", 1);
        ScriptedConnection connection = new ScriptedConnection(lane, client, handlers.newHandler());
        connection.open();
        return connection;
    }

    // The peer's side.

    /** The connection stands now, unless its handler has given it up. */
    public void open() {
        if (!opened && !closed) {
            opened = true;
            tell(() -> handler.opened(this));
            lane.run(() -> {
                flush();
                input.deliver();
            });
        }
    }

    /** The connection cannot be made. */
    public void refuse() {
        drop(new ConnectException("Connection refused: " + remote));
    }

    /** The peer sends the text, in UTF-8, as one chunk; it waits while reading is off. */
    public void receive(String text) {
        receive(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The peer sends the bytes, as one chunk; they wait while reading is off. */
    public void receive(byte[] chunk) {
        lane.run(() -> input.receive(chunk.clone()));
    }

    /** The peer shuts down its output, after what it has sent before. */
    public void end() {
        lane.run(input::end);
    }

    /** The connection is cut. */
    public void drop(IOException cause) {
        lane.run(() -> cut(cause));
    }

    /** Whether the peer reads, as it does at first; while it does not, what is written stays pending. */
    public void peerReads(boolean on) {
        peerReads = on;
        lane.run(() -> {
            boolean waited = unsent.size() > 0;
            flush();
            if (on && waited && !closed) {
                tell(() -> handler.drained(this));
            }
        });
    }

    /** All that the peer has read so far, as UTF-8. */
    public String sent() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    /** All that the peer has read so far. */
    public byte[] sentBytes() {
        return sent.toByteArray();
    }

    /** What the peer has read since the last call, as UTF-8. */
    public String takeSent() {
        String text = sent();
        sent.reset();
        return text;
    }

    /** What the peer has read since the last call. */
    public byte[] takeSentBytes() {
        byte[] bytes = sentBytes();
        sent.reset();
        return bytes;
    }

    /** Whether the handler has reading on. */
    public boolean isReading() {
        return input.isReading();
    }

    /** Whether the handler has closed the connection, though output may still be pending. */
    public boolean isClosing() {
        return closing;
    }

    /** Whether the connection is gone. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether the handler has shed the connection. */
    public boolean isShed() {
        return shed;
    }

    /** Whether the handler has reset the connection. */
    public boolean isReset() {
        return reset;
    }

    /** What cut the connection, null if nothing did. */
    public @Nullable IOException cause() {
        return cause;
    }

    // The handler's side.

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.requireNonNull(bytes, "bytes");
        checkInside();
        if (!closing && !closed) {
            unsent.write(bytes, offset, length);
            flush();
        }
    }

    @Override
    public void write(FileChannel file, long position, long length) {
        Objects.requireNonNull(file, "file");
        checkInside();
        ByteBuffer part = ByteBuffer.allocate(Math.toIntExact(length));
        try {
            int octets = 0;
            while (part.hasRemaining() && octets >= 0) {
                octets = file.read(part, position + part.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(part.array(), 0, part.position());
        if (part.hasRemaining()) {
            lane.execute(() -> cut(new EOFException("the file ends after " + part.position() + " of " + length)));
        }
    }

    @Override
    public long pendingOutput() {
        checkInside();
        return unsent.size();
    }

    @Override
    public void reading(boolean on) {
        checkInside();
        input.reading(on);
    }

    @Override
    public void awaitQuiet(long nanos) {
        checkInside();
        input.awaitQuiet(nanos);
    }

    @Override
    public void close() {
        checkInside();
        closing = true;
        flush();
    }

    @Override
    public void shed() {
        shed = true;
        close();
    }

    @Override
    public void reset() {
        checkInside();
        reset = true;
        lane.execute(() -> cut(new IOException("reset by its handler")));
    }

    private void checkInside() {
        if (!lane.inside()) {
            throw new IllegalStateException("a connection is confined to its lane");
        }
    }

    /** Whether the handler may be told of input. */
    boolean takesInput() {
        return opened && !closing && !closed;
    }

    private void flush() {
        if (peerReads && opened && !closed) {
            sent.writeBytes(unsent.toByteArray());
            unsent.reset();
        }
        if (closing && (unsent.size() == 0 || !opened)) {
            lane.execute(() -> cut(null));
        }
    }

    private void cut(@Nullable IOException cause) {
        if (closed) {
            return;
        }
        closed = true;
        this.cause = cause;
        unsent.reset();
        input.drop();
        lane.run(() -> handler.closed(this, cause));
    }

    /** Guards a callback: what it throws cuts the connection. */
    void tell(Runnable callback) {
        lane.run(() -> {
            try {
                callback.run();
            } catch (RuntimeException e) {
                cut(new IOException("the handler threw", e));
            }
        });
    }
}
