package org.hedgerow.testkit;

import org.hedgerow.transport.Connection;

/** Pushes the payload at its peer, no faster than the peer takes it, then closes. */
final class PushHandler extends Probe {
    // With a chunk more it stays below the default high-water mark, above which the peer's end is not read either.
    static final int LIMIT = 128 * 1024;
    static final int CHUNK = 64 * 1024;

    private volatile long written;
    private volatile long mostPending;

    @Override
    public void opened(Connection connection) {
        push(connection);
        super.opened(connection);
    }

    @Override
    public void drained(Connection connection) {
        push(connection);
    }

    private void push(Connection connection) {
        long place = written;
        while (place < Payload.OCTETS && connection.pendingOutput() < LIMIT) {
            place += Payload.write(connection, place, CHUNK);
            mostPending = Math.max(mostPending, connection.pendingOutput());
        }
        written = place;
        if (place == Payload.OCTETS) {
            connection.close();
        }
    }

    /** The most output that was ever pending. */
    long mostPending() {
        return mostPending;
    }

    /** Waits until the peer's and the kernel's buffers are full: output is pending and does not move. */
    void awaitFull() {
        Connection connection = connection();
        Wait.until("output stuck", () -> {
            long before = written;
            Wait.settle(connection.lane());
            return written == before && Wait.inLane(connection.lane(), connection::pendingOutput) > 0;
        });
    }
}
