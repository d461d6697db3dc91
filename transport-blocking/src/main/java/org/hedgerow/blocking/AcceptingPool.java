package org.hedgerow.blocking;

import java.io.IOException;
import org.hedgerow.transport.accept.AcceptLoop;
import org.hedgerow.transport.accept.KeepAlive;

/**
 * Threads that each accept on the same listening socket, serve that connection until it is gone, and accept again. They are
 * daemons, for a connection that outlives its listener shall not keep the JVM alive; so one more thread does that, and
 * nothing else, while the listener is open.
 */
final class AcceptingPool implements WorkerPool {
    private final Threads threads;
    private final int size;
    private final KeepAlive keepAlive = new KeepAlive();

    // One for each pool: a static one would be state that no close takes away.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Integer> number = ThreadLocal.withInitial(() -> 0);

    AcceptingPool(Threads threads, int size) {
        this.threads = threads;
        this.size = size;
    }

    @Override
    public int workers() {
        return size;
    }

    @Override
    public void start(AcceptLoop loop) throws IOException {
        threads.startKeepAlive(keepAlive);
        for (int i = 0; i < size; i++) {
            int own = i;
            threads.startWorker(own, () -> {
                number.set(own);
                loop.accept();
            });
        }
    }

    @Override
    public Worker next() {
        return new DedicatedWorker(number.get());
    }

    @Override
    public void stopped() {
        keepAlive.end();
    }
}
