package org.hedgerow.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.jspecify.annotations.Nullable;

/** A peer by a connection of a transport's own, for transports that no socket reaches. */
final class LinkedPeer implements StreamPeer, ConnectionHandler {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Lane lane;
    private final Connection connection;
    private final ByteArrayOutputStream input = new ByteArrayOutputStream(); // this and below: guarded by the lock
    private boolean opened;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException cause;

    /** Connects, and waits until the connection stands. */
    LinkedPeer(TransportBench bench, Connector connector, SocketAddress server) throws IOException {
        this.lane = connector.lane();
        this.connection = bench.connect(connector, server, this);
        await(() -> opened || closed);
        if (!opened) {
            throw new IOException("not connected: " + cause, cause); // it may have been cut as soon as it stood
        }
    }

    @Override
    public void send(byte[] bytes) {
        Wait.inLane(lane, () -> connection.write(bytes, 0, bytes.length));
        // A transport may send a moment later, and what a test does next is to come after this.
        Wait.until("sent", () -> Wait.inLane(lane, () -> connection.pendingOutput() == 0));
    }

    @Override
    public String read(int bytes) throws IOException {
        await(() -> input.size() >= bytes || ended || closed);
        lock.lock();
        try {
            byte[] all = input.toByteArray();
            if (all.length < bytes) {
                throw new EOFException("expected " + bytes + " bytes, found the end after " + all.length);
            }
            input.reset();
            input.write(all, bytes, all.length - bytes);
            return new String(Arrays.copyOf(all, bytes), StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String readToEnd() throws IOException {
        await(() -> ended || closed);
        lock.lock();
        try {
            if (cause != null && !ended) {
                throw new IOException("cut", cause);
            }
            return input.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdownOutput() {
        close();
    }

    @Override
    public void close() {
        lane.execute(connection::close);
    }

    @Override
    public void opened(Connection connection) {
        change(() -> opened = true);
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        change(() -> input.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
    }

    @Override
    public void ended(Connection connection) {
        change(() -> ended = true); // this side stays open until the test closes it
    }

    @Override
    public void closed(Connection connection, @Nullable IOException why) {
        change(() -> {
            closed = true;
            cause = why;
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier condition) throws IOException {
        long left = TimeUnit.SECONDS.toNanos(RawClient.READ_SECONDS);
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new SocketTimeoutException("nothing came");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
