package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handler of one connection: what it throws cuts its connection, and nothing else. Confined to the lane. */
public final class GuardedConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedConnectionHandler.class);

    private final ConnectionHandler handler;
    private final Connection connection;
    private final Consumer<IOException> cut;

    /** @param cut cuts the connection, for this reason */
    public GuardedConnectionHandler(ConnectionHandler handler, Connection connection, Consumer<IOException> cut) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.connection = Objects.requireNonNull(connection, "connection");
        this.cut = Objects.requireNonNull(cut, "cut");
    }

    /** Calls {@link ConnectionHandler#mostInput}, which may throw. */
    public int mostInput() {
        return handler.mostInput();
    }

    /** Calls {@link ConnectionHandler#opened}. */
    public void opened() {
        try {
            handler.opened(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link ConnectionHandler#received}. */
    public void received(ByteBuffer bytes) {
        try {
            handler.received(connection, bytes);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link ConnectionHandler#quiet}. */
    public void quiet() {
        try {
            handler.quiet(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link ConnectionHandler#drained}. */
    public void drained() {
        try {
            handler.drained(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link ConnectionHandler#ended}. */
    public void ended() {
        try {
            handler.ended(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link ConnectionHandler#closed}. */
    public void closed(@Nullable IOException cause) {
        try {
            handler.closed(connection, cause);
        } catch (Throwable e) {
            Thrown.report(LOG, "a handler threw when told of the end of the connection with", remote(), e);
        }
    }

    private void threw(Throwable thrown) {
        cut.accept(Thrown.asCause("the handler threw", thrown));
        Thrown.report(LOG, "cut a connection whose handler threw, that with", remote(), thrown);
    }

    private SocketAddress remote() {
        return connection.remoteAddress();
    }
}
