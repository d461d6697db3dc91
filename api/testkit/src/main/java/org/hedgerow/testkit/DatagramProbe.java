package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.jspecify.annotations.Nullable;

/** A handler that tells its test what happened, and does nothing: its port stays open when it is drained. */
class DatagramProbe implements DatagramHandler {
    private final CompletableFuture<DatagramPort> opened = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Queue<SocketAddress> senders = new ConcurrentLinkedQueue<>();
    private volatile @Nullable IOException cause;

    @Override
    public void opened(DatagramPort port) {
        opened.complete(port);
    }

    @Override
    public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
        senders.add(from);
        texts.add(text(bytes));
    }

    @Override
    public void ended(DatagramPort port) {
        ended.countDown();
    }

    @Override
    public void closed(DatagramPort port, @Nullable IOException cause) {
        this.cause = cause;
        closed.countDown();
    }

    static String text(ByteBuffer bytes) {
        return new String(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), StandardCharsets.UTF_8);
    }

    static void send(DatagramPort port, String text, SocketAddress to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        port.send(bytes, 0, bytes.length, to);
    }

    final DatagramPort port() {
        return Wait.on(opened, "opened");
    }

    final boolean isOpened() {
        return opened.isDone();
    }

    final boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** What has been received, in that order. */
    final List<String> texts() {
        return List.copyOf(texts);
    }

    /** Who has sent it. */
    final List<SocketAddress> senders() {
        return List.copyOf(senders);
    }

    final void awaitText(String expected) {
        Wait.until("received \"" + expected + "\"", () -> texts.contains(expected));
    }

    final void awaitEnded() {
        Wait.on(ended, "ended");
    }

    /** Waits for the end and tells why the port is gone, if that was not the handler's doing. */
    final @Nullable IOException awaitClosed() {
        Wait.on(closed, "closed");
        return cause;
    }
}
