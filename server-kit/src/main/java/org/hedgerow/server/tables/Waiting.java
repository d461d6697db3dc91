package org.hedgerow.server.tables;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.hedgerow.table.Table;

/** Those who wait for what a load on another thread comes to, which may never come back from it. Any thread. */
final class Waiting {
    private static final String CLOSED = "the source is closed";

    private final Set<Consumer<IOException>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Waits for an outcome.
     *
     * @param begin begins what completes it
     * @throws IOException if the outcome is a failure, all were told to give up, or the thread is interrupted
     */
    Table await(Consumer<CompletableFuture<Table>> begin) throws IOException {
        CompletableFuture<Table> outcome = new CompletableFuture<>();
        Consumer<IOException> waits = outcome::completeExceptionally;
        waiting.add(waits);
        try {
            begin.accept(outcome);
            checkOpen(); // for nothing may have begun
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfInstanceOf(cause, IOException.class);
            throw new IOException(ReadFailure.text(cause), cause);
        } finally {
            waiting.remove(waits);
        }
    }

    void checkOpen() throws IOException {
        if (closed) {
            throw new IOException(CLOSED);
        }
    }

    /** Has all who wait now give up. */
    void giveUp(String reason) {
        waiting.forEach(each -> each.accept(new IOException(reason)));
    }

    /** Has all who wait give up, and those who come later. */
    void close() {
        closed = true;
        giveUp(CLOSED);
    }
}
