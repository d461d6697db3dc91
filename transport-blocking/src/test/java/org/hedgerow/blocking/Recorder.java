package org.hedgerow.blocking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;

/** A handler that remembers what it was told, and does nothing: it stays open when its input ends. */
class Recorder implements ConnectionHandler {
    private final StringBuffer text = new StringBuffer();
    private final CompletableFuture<Connection> opened = new CompletableFuture<>();
    private final CompletableFuture<Connection> ended = new CompletableFuture<>();
    private final CompletableFuture<Optional<IOException>> closed = new CompletableFuture<>();

    @Override
    public void opened(Connection connection) {
        opened.complete(connection);
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        text.append(UTF_8.decode(bytes));
    }

    @Override
    public void ended(Connection connection) {
        ended.complete(connection);
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        closed.complete(Optional.ofNullable(cause));
    }

    static void write(Connection connection, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        connection.write(bytes, 0, bytes.length);
    }

    String text() {
        return text.toString();
    }

    final void awaitText(String expected) {
        await().atMost(BlockingBench.LIMIT).until(() -> text().equals(expected));
    }

    /** The connection, once it is open. */
    final Connection awaitOpened() throws Exception {
        return BlockingBench.get(opened);
    }

    final void awaitEnded() throws Exception {
        BlockingBench.get(ended);
    }

    /** Waits for the end and tells what cut the connection, if anything did. */
    final @Nullable IOException awaitClosed() throws Exception {
        return BlockingBench.get(closed).orElse(null);
    }
}
