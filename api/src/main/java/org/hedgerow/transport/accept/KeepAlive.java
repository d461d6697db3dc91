package org.hedgerow.transport.accept;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.lane.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the JVM alive while a listener or binding is open whose threads do not: they are daemons, because what they serve may
 * outlive it, and a thread cannot change that. Runs on a thread that is none.
 */
public final class KeepAlive implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private final CountDownLatch ended = new CountDownLatch(1);

    /** One that does not run yet. */
    public KeepAlive() {}

    /** Runs it on a thread of its own, of this name. Once. */
    public void start(String name) {
        new TransportThread(this, Objects.requireNonNull(name, "name"), false).start();
    }

    /** Has {@link #run} return. Any thread; idempotent. */
    public void end() {
        ended.countDown();
    }

    /** Blocks until it is ended. */
    @Override
    public void run() {
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (Throwable e) {
                Guard.failed(LOG, "could not wait for the end of a listener, and tries again", e);
            }
        }
    }
}
