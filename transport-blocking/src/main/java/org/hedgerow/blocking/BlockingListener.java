package org.hedgerow.blocking;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;

/** A bound server socket and the connections that came of it. */
final class BlockingListener implements Listener {
    private final SocketAddress address;
    private final ConnectionHandlerFactory handlers;
    private final ListenOptions options;
    private final Workings workings;
    private final Acceptor acceptor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<SocketConnection> open = new HashSet<>();
    private long accepted;
    private boolean closed;

    BlockingListener(ServerSocket server, ConnectionHandlerFactory handlers, ListenOptions options, Workings workings) {
        this.address = server.getLocalSocketAddress();
        this.handlers = handlers;
        this.options = options;
        this.workings = workings;
        this.acceptor = new Acceptor(server, options.maxConnections(), this);
    }

    /** Begins to accept. */
    void start() throws IOException {
        workings.open().add(this);
        try {
            workings.threads().startAcceptor(acceptor);
        } catch (IOException e) {
            workings.open().remove(this);
            throw e;
        }
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public int connections() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long accepted() {
        lock.lock();
        try {
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void drain() {
        acceptor.drain();
        workings.open().remove(this);
    }

    @Override
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        long left = Nanos.of(limit);
        if (!lock.tryLock(left, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            while (!open.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = empty.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        acceptor.stop();
        workings.open().remove(this);
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        for (SocketConnection connection : openConnections()) {
            connection.lane().execute(() -> connection.cut(closing()));
        }
    }

    List<SocketConnection> openConnections() {
        lock.lock();
        try {
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a connection on.
     *
     * @throws RuntimeException if the factory of the handlers throws; the socket is closed then
     */
    void admit(Socket socket) {
        boolean admitted = false;
        try {
            Link link = new Link(socket, socket.getRemoteSocketAddress(), false);
            MailboxLane lane = new MailboxLane(workings);
            SocketConnection connection =
                    new SocketConnection(lane, link, handlers.newHandler(), options, this::forget);
            admitted = true;
            // One task of the lane, which nobody can cut the connection in the midst of: it would be listed after it is
            // gone.
            lane.enter(() -> {
                remember(connection);
                connection.start();
            });
        } finally {
            if (!admitted) {
                new Link(socket, address, false).close();
            }
        }
    }

    private void remember(SocketConnection connection) {
        boolean tooLate;
        lock.lock();
        try {
            accepted++;
            open.add(connection);
            tooLate = closed;
        } finally {
            lock.unlock();
        }
        if (tooLate) {
            connection.lane().execute(() -> connection.cut(closing()));
        }
    }

    private void forget(SocketConnection connection) {
        lock.lock();
        try {
            open.remove(connection);
            if (open.isEmpty()) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
        acceptor.release();
    }

    private static IOException closing() {
        return new IOException("the listener was closed");
    }
}
