package org.hedgerow.blocking;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.transport.Binding;

/** The listeners, other bindings, connections and ports of one transport that are open, until all are gone for good. Any thread. */
final class OpenThings {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<Binding> listeners = new HashSet<>();
    private final Set<SocketConnection> connections = new HashSet<>();
    private final Set<SocketPort> ports = new HashSet<>();
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

    void add(Binding listener) {
        add(listener, List.of());
    }

    /** At once with all of its ports, which are counted until {@link #remove(SocketPort)}. */
    void add(Binding binding, List<SocketPort> bound) {
        lock.lock();
        try {
            expectOpen();
            listeners.add(binding);
            ports.addAll(bound);
        } finally {
            lock.unlock();
        }
    }

    /** Counts the connection until {@link #remove}. Returns false if the transport is closed: then cut it. */
    boolean add(SocketConnection connection) {
        return add(connections, connection);
    }

    /** Counts the port until {@link #remove}. Returns false if the transport is closed: then abandon it. */
    boolean add(SocketPort port) {
        return add(ports, port);
    }

    private <T> boolean add(Set<T> open, T late) {
        lock.lock();
        try {
            open.add(late);
            // Late as it may be, its handler has to be told; until then its lane goes on.
            over = false;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    void remove(Binding listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** Its handler has been told that it is closed. */
    void remove(SocketConnection connection) {
        remove(connections, connection);
    }

    /** Its handler has been told that it is closed. */
    void remove(SocketPort port) {
        remove(ports, port);
    }

    private <T> void remove(Set<T> open, T gone) {
        lock.lock();
        try {
            open.remove(gone);
            tellIfEmpty();
        } finally {
            lock.unlock();
        }
    }

    int listeners() {
        return size(listeners);
    }

    int connections() {
        return size(connections);
    }

    int ports() {
        return size(ports);
    }

    private int size(Set<?> open) {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes all listeners and other bindings and cuts all connections and ports, without waiting for them. */
    void close() {
        List<Binding> listening;
        List<Abandonable> open;
        lock.lock();
        try {
            closing = true;
            listening = List.copyOf(listeners);
            open = new ArrayList<>(connections);
            open.addAll(ports);
            tellIfEmpty();
        } finally {
            lock.unlock();
        }
        listening.forEach(Binding::close);
        for (Abandonable each : open) {
            each.lane().execute(() -> each.abandon(new IOException("the transport was closed")));
        }
    }

    void awaitEmpty(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        if (!lock.tryLock(left, TimeUnit.NANOSECONDS)) {
            return;
        }
        try {
            while (!isEmpty() && left > 0) {
                left = empty.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return connections.isEmpty() && ports.isEmpty();
    }

    private void tellIfEmpty() {
        if (isEmpty()) {
            over = closing;
            empty.signalAll();
        }
    }
}
