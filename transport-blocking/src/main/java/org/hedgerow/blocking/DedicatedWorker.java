package org.hedgerow.blocking;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.lane.Guard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service of one connection on a thread that has nothing else to do until the connection is gone, which may be long
 * after there was nothing more to read.
 */
class DedicatedWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(DedicatedWorker.class);

    private final int number;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Runnable reader;

    DedicatedWorker(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public void serve(Runnable reader) throws IOException {
        this.reader = reader;
    }

    @Override
    public void release() {
        over.countDown();
    }

    /** To be run after {@link #serve} was or was not called, on a thread that sees which. */
    @Override
    public Runnable rest() {
        return this::work;
    }

    private void work() {
        try {
            if (reader != null) {
                reader.run();
            }
        } catch (Throwable e) {
            Guard.failed(LOG, "the work on a connection failed", e);
        }
        Waiting.forLatch(over);
    }
}
