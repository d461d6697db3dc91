package org.hedgerow.blocking;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The service of one connection on a thread that has nothing else to do until the connection is gone, which may be long
 * after there was nothing more to read.
 */
final class Shift implements Worker {
    private final int number;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Runnable reader;

    Shift(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public void serve(Runnable reader) {
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
        if (reader != null) {
            reader.run();
        }
        Waiting.forLatch(over);
    }
}
