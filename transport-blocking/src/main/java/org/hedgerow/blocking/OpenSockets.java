package org.hedgerow.blocking;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.accept.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners, other bindings, connections and ports of one transport that are open, until all are gone for good. Any thread. */
final class OpenSockets {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<Binding> listeners = new HashSet<>();
    private final Set<BlockingConnection> connections = new HashSet<>();
    private final Set<BlockingPort> ports = new HashSet<>();
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

    /** At once with all of its ports, which are counted until {@link #remove(BlockingPort)}. */
    void add(Binding binding, List<BlockingPort> bound) {
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
    boolean add(BlockingConnection connection) {
        return add(connections, connection);
    }

    /** Counts the port until {@link #remove}. Returns false if the transport is closed: then cut it. */
    boolean add(BlockingPort port) {
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
    void remove(BlockingConnection connection) {
        remove(connections, connection);
    }

    /** Its handler has been told that it is closed. */
    void remove(BlockingPort port) {
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
        List<OpenSocket> open;
        lock.lock();
        try {
            closing = true;
            listening = List.copyOf(listeners);
            open = open().toList();
            tellIfEmpty();
        } finally {
            lock.unlock();
        }
        listening.forEach(Binding::close);
        IOException cause = new ClosedTransportException();
        for (OpenSocket each : open) {
            each.lane().execute(() -> each.cut(cause));
        }
    }

    /**
     * Waits until each handler has been told, or the {@link System#nanoTime} is reached, which the log says then. Does not
     * wait for lanes whose threads {@linkplain Ending#exits exit}. An interrupt is kept, and does not end the wait.
     *
     * @return whether they have
     */
    boolean awaitEmpty(long deadline) {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!isEmpty() && !areHeldByExits()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    LOG.warn("the transport is closed, but {} do not leave the lanes that they are in", holders());
                    return false;
                }
                try {
                    long unused = empty.awaitNanos(Math.min(left, LOOK_NANOS));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return isEmpty();
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean areHeldByExits() {
        return open().allMatch(each -> {
            Thread holder = each.lane().holder();
            return holder != null && Ending.exits(holder);
        });
    }

    private Set<Thread> holders() {
        return open().map(each -> each.lane().holder()).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private Stream<OpenSocket> open() {
        return Stream.concat(connections.stream(), ports.stream());
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
