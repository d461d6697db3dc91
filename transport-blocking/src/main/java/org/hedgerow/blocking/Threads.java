package org.hedgerow.blocking;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.transport.ThreadKind;

/** Starts the threads of one transport and knows which of them run. Any thread. */
final class Threads {
    private final ThreadFactory readers;
    private final ThreadFactory writers;
    // No daemons: an open listener or binding keeps the JVM alive.
    private final ThreadFactory acceptors = work -> new Thread(work, "hedgerow-blocking-acceptor");
    private final ThreadFactory keepers = work -> new Thread(work, "hedgerow-blocking-keeper");
    private final ThreadFactory receivers = work -> new Thread(work, "hedgerow-blocking-receiver");
    private final ThreadFactory timers = LightThreads.platform("hedgerow-blocking-timer");
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /** @param kind of the threads that a connection has of its own */
    Threads(ThreadKind kind) {
        readers = factory(kind, "hedgerow-blocking-reader");
        writers = factory(kind, "hedgerow-blocking-writer");
    }

    Thread startReader(Runnable work) throws IOException {
        return start(readers, work);
    }

    Thread startWriter(Runnable work) throws IOException {
        return start(writers, work);
    }

    Thread startAcceptor(Runnable work) throws IOException {
        return start(acceptors, work);
    }

    /** Reads for a port that is bound. */
    Thread startReceiver(Runnable work) throws IOException {
        return start(receivers, work);
    }

    /** A thread that keeps the JVM alive as long as the work takes. */
    Thread startKeeper(Runnable work) throws IOException {
        return start(keepers, work);
    }

    /** A member of a crew. */
    Thread startWorker(int number, Runnable work) throws IOException {
        return start(LightThreads.platform("hedgerow-blocking-worker-" + number), work);
    }

    Thread startTimer(Runnable work) throws IOException {
        return start(timers, work);
    }

    boolean isOwn(Thread thread) {
        return running.contains(thread);
    }

    /** Waits until all have ended, those too that are started meanwhile, or the {@link System#nanoTime} is reached. */
    void join(long deadline) throws InterruptedException {
        while (!running.isEmpty()) {
            for (Thread thread : running) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    return;
                }
                thread.join(millis);
            }
        }
    }

    private static ThreadFactory factory(ThreadKind kind, String name) {
        return kind == ThreadKind.VIRTUAL ? LightThreads.factory(name) : LightThreads.platform(name);
    }

    private Thread start(ThreadFactory factory, Runnable work) throws IOException {
        Thread thread = factory.newThread(() -> {
            try {
                work.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        try {
            thread.start();
            return thread;
        } catch (OutOfMemoryError e) {
            // So the JDK says that the system grants no further thread: a matter of one connection, not of the JVM.
            running.remove(thread);
            throw new IOException("cannot start a thread: " + e.getMessage(), e);
        }
    }
}
