package org.hedgerow.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;

/** Passes the callbacks on, and complains if their order, their number or their lane is not what the contract says. */
final class WatchedHandler implements ConnectionHandler {
    private final ConnectionHandler handler;
    private final CallbackWatch watch;
    private boolean opened;
    private boolean ended;

    WatchedHandler(ConnectionHandler handler, CallbackWatch watch) {
        this.handler = handler;
        this.watch = watch;
    }

    @Override
    public void opened(Connection connection) {
        watch.watch("opened", connection.lane(), () -> {
            watch.expect(!opened, "opened twice");
            opened = true;
            handler.opened(connection);
        });
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        watch.watch("received", connection.lane(), () -> {
            watch.expect(opened, "received before opened");
            watch.expect(!ended, "received after ended");
            watch.expect(bytes.hasRemaining(), "received nothing");
            watch.expect(bytes.hasArray(), "received a buffer without an array");
            handler.received(connection, bytes);
        });
    }

    @Override
    public int mostInput() {
        return handler.mostInput();
    }

    @Override
    public void quiet(Connection connection) {
        watch.watch("quiet", connection.lane(), () -> {
            watch.expect(opened, "quiet before opened");
            watch.expect(!ended, "quiet after ended");
            handler.quiet(connection);
        });
    }

    @Override
    public void drained(Connection connection) {
        watch.watch("drained", connection.lane(), () -> {
            watch.expect(opened, "drained before opened");
            watch.expect(connection.pendingOutput() == 0, "drained with pending output");
            handler.drained(connection);
        });
    }

    @Override
    public void ended(Connection connection) {
        watch.watch("ended", connection.lane(), () -> {
            watch.expect(opened, "ended before opened");
            watch.expect(!ended, "ended twice");
            ended = true;
            handler.ended(connection);
        });
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        watch.watch("closed", connection.lane(), () -> {
            watch.closed();
            handler.closed(connection, cause);
        });
    }
}
