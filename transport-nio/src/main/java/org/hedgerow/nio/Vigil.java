package org.hedgerow.nio;

import java.util.concurrent.CountDownLatch;
import org.hedgerow.lane.Guard;
import org.hedgerow.transport.accept.TransportThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the JVM alive while a listener is open that has no thread of its own: loops do not, and a thread cannot change. */
final class Vigil {
    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);

    private final CountDownLatch over = new CountDownLatch(1);

    /** Starts it. Once. */
    void begin() {
        new TransportThread(this::watch, "hedgerow-nio-listening", false).start();
    }

    /** Ends it. Any thread; idempotent. */
    void end() {
        over.countDown();
    }

    private void watch() {
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (Throwable e) {
                Guard.failed(LOG, "could not wait for the end of a listener, and tries again", e);
            }
        }
    }
}
