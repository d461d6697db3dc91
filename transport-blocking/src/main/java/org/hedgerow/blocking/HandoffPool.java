package org.hedgerow.blocking;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hedgerow.lane.Guard;
import org.hedgerow.transport.accept.AcceptLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that serve one connection after the other, and one more that accepts for them. There are no more places than
 * workers, and a worker is free before its connection's place is; so whoever has a place finds a worker, and nothing is
 * accepted while all are at work. The worker that has been free for longest is next.
 */
final class HandoffPool implements WorkerPool {
    private static final Logger LOG = LoggerFactory.getLogger(HandoffPool.class);

    private final Threads threads;
    private final PooledWorker[] workers;
    private final Queue<PooledWorker> free; // of that many, so that giving one back takes no memory

    HandoffPool(Threads threads, int size) {
        this.threads = threads;
        this.workers = new PooledWorker[size];
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            workers[i] = new PooledWorker(i);
            free.add(workers[i]);
        }
    }

    @Override
    public int workers() {
        return workers.length;
    }

    @Override
    public void start(AcceptLoop loop) throws IOException {
        try {
            for (PooledWorker worker : workers) {
                threads.startWorker(worker.number, worker);
            }
            threads.startAcceptor(() -> {
                try {
                    loop.accept();
                } finally {
                    // Here, since nobody else hands anything over: this is the last thing that a worker gets.
                    end();
                }
            });
        } catch (Throwable e) {
            end();
            throw e;
        }
    }

    @Override
    public Worker next() {
        PooledWorker worker = free.poll();
        if (worker == null) {
            throw new IllegalStateException("a place without a worker");
        }
        return worker;
    }

    private void end() {
        for (PooledWorker worker : workers) {
            worker.work.add(Optional.empty());
        }
    }

    private final class PooledWorker implements Worker, Runnable {
        private final int number;
        // Nothing is the end.
        private final BlockingQueue<Optional<Runnable>> work = new LinkedBlockingQueue<>();

        PooledWorker(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void serve(Runnable reader) {
            work.add(Optional.of(reader));
        }

        /** The thread may be on its way out of the connection yet; what it is handed waits for that. */
        @Override
        public void release() {
            free.add(this);
        }

        @Override
        public void run() {
            Optional<Runnable> reader = Waiting.forNext(work);
            while (reader.isPresent()) {
                try {
                    reader.get().run();
                } catch (Throwable e) {
                    Guard.failed(LOG, "the work on a connection failed", e);
                }
                reader = Waiting.forNext(work);
            }
        }
    }
}
