package org.hedgerow.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;

/** A handler that tells its test what happened, and does nothing: it stays open when its input ends. */
class Probe implements ConnectionHandler {
    private final CompletableFuture<Connection> opened = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger quiets = new AtomicInteger();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private volatile @Nullable IOException cause;

    @Override
    public void opened(Connection connection) {
        opened.complete(connection);
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        text.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void quiet(Connection connection) {
        quiets.incrementAndGet();
    }

    @Override
    public void ended(Connection connection) {
        ended.countDown();
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        this.cause = cause;
        closed.countDown();
    }

    static void write(Connection connection, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        connection.write(bytes, 0, bytes.length);
    }

    final Connection connection() {
        return Wait.on(opened, "opened");
    }

    final boolean isOpened() {
        return opened.isDone();
    }

    final boolean isClosed() {
        return closed.getCount() == 0;
    }

    final String text() {
        return text.toString(StandardCharsets.UTF_8);
    }

    final int octets() {
        return text.size();
    }

    final int quiets() {
        return quiets.get();
    }

    final void awaitText(String expected) {
        Wait.until("received \"" + expected + "\"", () -> text().equals(expected));
    }

    final void awaitEnded() {
        Wait.on(ended, "ended");
    }

    /** Waits for the end and tells what cut the connection, if anything did. */
    final @Nullable IOException awaitClosed() {
        Wait.on(closed, "closed");
        return cause;
    }
}
