package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handler of one connection: what it throws cuts its connection, and nothing else. Confined to the lane. */
final class GuardedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedHandler.class);

    private final ConnectionHandler handler;
    private final BlockingConnection connection;

    GuardedHandler(ConnectionHandler handler, BlockingConnection connection) {
        this.handler = handler;
        this.connection = connection;
    }

    int mostInput() {
        return handler.mostInput();
    }

    void opened() {
        try {
            handler.opened(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    void received(ByteBuffer bytes) {
        try {
            handler.received(connection, bytes);
        } catch (Throwable e) {
            threw(e);
        }
    }

    void quiet() {
        try {
            handler.quiet(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    void drained() {
        try {
            handler.drained(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    void ended() {
        try {
            handler.ended(connection);
        } catch (Throwable e) {
            threw(e);
        }
    }

    void closed(@Nullable IOException cause) {
        try {
            handler.closed(connection, cause);
        } catch (Throwable e) {
            Thrown.report(LOG, "a handler threw when told of the end of the connection with", remote(), e);
        }
    }

    private void threw(Throwable thrown) {
        connection.cutByReset(Thrown.asCause("the handler threw", thrown));
        Thrown.report(LOG, "cut a connection whose handler threw, that with", remote(), thrown);
    }

    private SocketAddress remote() {
        return connection.remoteAddress();
    }
}
