package org.hedgerow.samples.etcd;

import io.etcd.jetcd.common.exception.CompactedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the cluster does not do, in words that are the same each time for the same reason. */
final class EtcdFailure {
    private EtcdFailure() {}

    /**
     * Waits for an answer.
     *
     * @throws IOException if it does not come in time, or is none; the message says why
     */
    static <T> T await(CompletableFuture<T> answer, Duration timeout) throws IOException {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + seconds(timeout), e);
        } catch (ExecutionException e) {
            throw new IOException(text(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** The reason at the bottom of it. */
    static String text(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    }

    /** Whether the cluster does not know any more what was asked for. */
    static boolean isCompacted(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CompactedException) {
                return true;
            }
        }
        return false;
    }

    static String seconds(Duration time) {
        return time.toMillis() / 1e3 + " s";
    }
}
