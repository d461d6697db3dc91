package org.hedgerow.blocking;

import java.io.IOException;
import org.hedgerow.transport.accept.AcceptLoop;

/** One thread accepts, and each connection gets a thread of its own. */
final class ThreadPerConnection implements WorkerPool {
    private final Threads threads;

    ThreadPerConnection(Threads threads) {
        this.threads = threads;
    }

    @Override
    public int workers() {
        return 0;
    }

    @Override
    public void start(AcceptLoop loop) throws IOException {
        threads.startAcceptor(loop::accept);
    }

    @Override
    public Worker next() {
        return threads::startReader;
    }
}
