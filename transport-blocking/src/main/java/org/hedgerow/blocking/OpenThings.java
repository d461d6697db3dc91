package org.hedgerow.blocking;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.transport.Listener;

/** The listeners and connections of one transport that are open, until all are gone for good. Any thread. */
final class OpenThings {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<Listener> listeners = new HashSet<>();
    private final Set<SocketConnection> connections = new HashSet<>();
    private boolean closing;
    private volatile boolean over;

    /** Whether the transport is closed and each handler knows: lanes have ended then. */
    boolean isOver() {
        return over;
    }

    void expectOpen() {
        lock.lock();
        try {
            if (closing) {
                throw new IllegalStateException("the transport is closed");
            }
        } finally {
            lock.unlock();
        }
    }

    void add(Listener listener) {
        lock.lock();
        try {
            expectOpen();
            listeners.add(listener);
        } finally {
            lock.unlock();
        }
    }

    /** Counts the connection until {@link #remove}. Returns false if the transport is closed: then cut it. */
    boolean add(SocketConnection connection) {
        lock.lock();
        try {
            connections.add(connection);
            // Late as it is, its handler has to be told; until then its lane goes on.
            over = false;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    void remove(Listener listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** Its handler has been told that it is closed. */
    void remove(SocketConnection connection) {
        lock.lock();
        try {
            connections.remove(connection);
            tellIfEmpty();
        } finally {
            lock.unlock();
        }
    }

    int listeners() {
        lock.lock();
        try {
            return listeners.size();
        } finally {
            lock.unlock();
        }
    }

    int connections() {
        lock.lock();
        try {
            return connections.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes all listeners and cuts all connections, without waiting for them. */
    void close() {
        List<Listener> listening;
        List<SocketConnection> connected;
        lock.lock();
        try {
            closing = true;
            listening = List.copyOf(listeners);
            connected = List.copyOf(connections);
            tellIfEmpty();
        } finally {
            lock.unlock();
        }
        listening.forEach(Listener::close);
        for (SocketConnection connection : connected) {
            connection.lane().execute(() -> connection.abandon(new IOException("the transport was closed")));
        }
    }

    void awaitNoConnection(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        if (!lock.tryLock(left, TimeUnit.NANOSECONDS)) {
            return;
        }
        try {
            while (!connections.isEmpty() && left > 0) {
                left = empty.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tellIfEmpty() {
        if (connections.isEmpty()) {
            over = closing;
            empty.signalAll();
        }
    }
}
