package org.hedgerow.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;

/** Passes the callbacks on, and complains if their order, their number or their lane is not what the contract says. */
final class WatchedHandler implements ConnectionHandler {
    private final ConnectionHandler handler;
    private final Consumer<String> complaints;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger closes = new AtomicInteger();
    private boolean opened;
    private boolean ended;

    WatchedHandler(ConnectionHandler handler, Consumer<String> complaints) {
        this.handler = handler;
        this.complaints = complaints;
    }

    /** How often {@code closed} was called. */
    int closes() {
        return closes.get();
    }

    @Override
    public void opened(Connection connection) {
        watch("opened", connection, () -> {
            expect(!opened, "opened twice");
            opened = true;
            handler.opened(connection);
        });
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        watch("received", connection, () -> {
            expect(opened, "received before opened");
            expect(!ended, "received after ended");
            expect(bytes.hasRemaining(), "received nothing");
            expect(bytes.hasArray(), "received a buffer without an array");
            handler.received(connection, bytes);
        });
    }

    @Override
    public void quiet(Connection connection) {
        watch("quiet", connection, () -> {
            expect(opened, "quiet before opened");
            expect(!ended, "quiet after ended");
            handler.quiet(connection);
        });
    }

    @Override
    public void drained(Connection connection) {
        watch("drained", connection, () -> {
            expect(opened, "drained before opened");
            expect(connection.pendingOutput() == 0, "drained with pending output");
            handler.drained(connection);
        });
    }

    @Override
    public void ended(Connection connection) {
        watch("ended", connection, () -> {
            expect(opened, "ended before opened");
            expect(!ended, "ended twice");
            ended = true;
            handler.ended(connection);
        });
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        watch("closed", connection, () -> {
            closes.incrementAndGet();
            handler.closed(connection, cause);
        });
    }

    private void watch(String callback, Connection connection, Runnable body) {
        expect(closes.get() == 0, callback + " after closed");
        expect(connection.lane().inside(), callback + " outside the connection's lane");
        boolean alone = busy.compareAndSet(false, true);
        expect(alone, callback + " while another callback of the connection runs");
        try {
            body.run();
        } finally {
            if (alone) {
                busy.set(false);
            }
        }
    }

    private void expect(boolean kept, String otherwise) {
        if (!kept) {
            complaints.accept(otherwise);
        }
    }
}
