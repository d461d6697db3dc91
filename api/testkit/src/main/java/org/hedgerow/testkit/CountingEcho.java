package org.hedgerow.testkit;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;

/** Sends back what it gets, and counts it. */
final class CountingEcho implements ConnectionHandler {
    private final int highWater;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final AtomicLong octets = new AtomicLong();
    private volatile long mostPending;

    CountingEcho(int highWater) {
        this.highWater = highWater;
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        octets.addAndGet(bytes.remaining());
        EchoHandler.echo(connection, bytes);
        mostPending = Math.max(mostPending, connection.pendingOutput());
        if (mostPending >= highWater) {
            reached.countDown();
        }
    }

    void awaitHighWater() {
        Wait.on(reached, "at the high-water mark");
    }

    long octets() {
        return octets.get();
    }

    long mostPending() {
        return mostPending;
    }
}
