package org.hedgerow.blocking;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.transport.ThreadKind;
import org.hedgerow.transport.accept.TransportThread;

/** Starts the threads of one transport and knows which of them run. Any thread. */
final class Threads {
    private static final long STACK_BYTES = 256 * 1024L;

    private final ThreadFactory readers;
    private final ThreadFactory writers;
    // No daemons: an open listener or binding keeps the JVM alive.
    private final ThreadFactory acceptors = work -> new TransportThread(work, "hedgerow-blocking-acceptor", false);
    private final ThreadFactory keepAlives = work -> new TransportThread(work, "hedgerow-blocking-keep-alive", false);
    private final ThreadFactory receivers = work -> new TransportThread(work, "hedgerow-blocking-receiver", false);
    private final ThreadFactory timers = platform("hedgerow-blocking-timer");
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
    Thread startKeepAlive(Runnable work) throws IOException {
        return start(keepAlives, work);
    }

    /** A worker of a pool. */
    Thread startWorker(int number, Runnable work) throws IOException {
        return start(platform("hedgerow-blocking-worker-" + number), work);
    }

    Thread startTimer(Runnable work) throws IOException {
        return start(timers, work);
    }

    boolean isOwn(Thread thread) {
        return running.contains(thread);
    }

    /** Those that run, as they come and go. */
    Set<Thread> running() {
        return running;
    }

    private static ThreadFactory factory(ThreadKind kind, String name) {
        return kind == ThreadKind.VIRTUAL ? LightThreads.factory(name) : platform(name);
    }

    private static ThreadFactory platform(String name) {
        return work -> new TransportThread(work, name, STACK_BYTES);
    }

    private Thread start(ThreadFactory factory, Runnable work) throws IOException {
        Thread thread = null;
        try {
            thread = factory.newThread(() -> {
                try {
                    work.run();
                } finally {
                    running.remove(Thread.currentThread());
                }
            });
            running.add(thread);
            thread.start();
            return thread;
        } catch (OutOfMemoryError e) {
            // So the JDK says that the system grants no further thread: a matter of one connection, not of the JVM.
            if (thread != null) {
                running.remove(thread);
            }
            throw new IOException("cannot start a thread: " + e.getMessage(), e);
        }
    }
}
