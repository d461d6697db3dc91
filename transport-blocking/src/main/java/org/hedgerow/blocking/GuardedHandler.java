package org.hedgerow.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handler of one connection: what it throws cuts its connection, and nothing else. Confined to the lane. */
final class GuardedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedHandler.class);

    private final ConnectionHandler handler;
    private final SocketConnection connection;

    GuardedHandler(ConnectionHandler handler, SocketConnection connection) {
        this.handler = handler;
        this.connection = connection;
    }

    void opened() {
        tell(() -> handler.opened(connection));
    }

    void received(ByteBuffer bytes) {
        tell(() -> handler.received(connection, bytes));
    }

    void quiet() {
        tell(() -> handler.quiet(connection));
    }

    void drained() {
        tell(() -> handler.drained(connection));
    }

    void ended() {
        tell(() -> handler.ended(connection));
    }

    void closed(@Nullable IOException cause) {
        try {
            handler.closed(connection, cause);
        } catch (RuntimeException | Error e) {
            LOG.error("the handler of {} failed when told that it is closed", connection.remoteAddress(), e);
        }
    }

    private void tell(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            LOG.error("the handler of {} failed; connection cut", connection.remoteAddress(), e);
            connection.cut(new IOException("the connection's handler failed", e));
        }
    }
}
