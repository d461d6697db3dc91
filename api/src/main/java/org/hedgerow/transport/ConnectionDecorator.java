package org.hedgerow.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link TransportDecorator}: to the transport below it is the handler, to the handler above it is the
 * connection. Passes everything on unless overridden: what comes up, by {@code super.received} and the like; what goes down, by
 * {@code super.write} and the like. Confined to the connection's lane, as both are.
 */
public abstract class ConnectionDecorator implements ConnectionHandler, Connection {
    private final ConnectionHandler handler;
    private @Nullable Connection below;

    /** Before this handler. */
    protected ConnectionDecorator(ConnectionHandler handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** This connection, once it is known what it is made of. */
    final Connection over(Connection connection) {
        below = connection;
        return this;
    }

    private Connection below() {
        if (below == null) {
            throw new IllegalStateException("there is no connection yet");
        }
        return below;
    }

    // What comes up.

    @Override
    public void opened(Connection connection) {
        handler.opened(over(connection));
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        handler.received(this, bytes);
    }

    @Override
    public int mostInput() {
        return handler.mostInput();
    }

    @Override
    public void quiet(Connection connection) {
        handler.quiet(this);
    }

    @Override
    public void drained(Connection connection) {
        handler.drained(this);
    }

    @Override
    public void ended(Connection connection) {
        handler.ended(this);
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        handler.closed(over(connection), cause);
    }

    // What goes down.

    @Override
    public final Lane lane() {
        return below().lane();
    }

    @Override
    public SocketAddress remoteAddress() {
        return below().remoteAddress();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        below().write(bytes, offset, length);
    }

    @Override
    public void write(FileChannel file, long position, long length) {
        below().write(file, position, length);
    }

    @Override
    public long pendingOutput() {
        return below().pendingOutput();
    }

    @Override
    public void reading(boolean on) {
        below().reading(on);
    }

    @Override
    public void awaitQuiet(long nanos) {
        below().awaitQuiet(nanos);
    }

    @Override
    public void close() {
        below().close();
    }

    @Override
    public void shed() {
        below().shed();
    }

    @Override
    public void reset() {
        below().reset();
    }
}
