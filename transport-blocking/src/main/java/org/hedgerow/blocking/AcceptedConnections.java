package org.hedgerow.blocking;

import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.Admissions;
import org.hedgerow.transport.accept.Causes;

/** The connections that came of one listener, until they are gone. Any thread. */
final class AcceptedConnections {
    private final ConnectionHandlerFactory handlers;
    private final ListenOptions options;
    private final TransportContext context;
    private final Admissions admissions;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<BlockingConnection> open = new HashSet<>();
    private boolean draining;
    private boolean closed;

    AcceptedConnections(
            ConnectionHandlerFactory handlers, ListenOptions options, TransportContext context, Admissions admissions) {
        this.handlers = handlers;
        this.options = options;
        this.context = context;
        this.admissions = admissions;
    }

    Admissions admissions() {
        return admissions;
    }

    /**
     * Takes a connection on, for which a place is taken, and has the worker serve it.
     *
     * <p>Throws what the factory of the handlers throws; the channel is closed then, place and worker are free.
     */
    void admit(SocketChannel channel, Worker worker) {
        admissions.admitted(worker.number());
        try {
            ConnectionSocket socket = ConnectionSocket.of(channel);
            ConnectionHandler handler =
                    Objects.requireNonNull(handlers.newHandler(), "the handler that the factory made");
            MailboxLane lane = new MailboxLane(context);
            BlockingConnection connection =
                    new BlockingConnection(lane, socket, handler, options, gone -> forget(gone, worker));
            lane.enter(() -> begin(connection, worker));
        } catch (Throwable e) {
            ConnectionSocket.close(channel);
            worker.release();
            admissions.gone(false);
            throw e;
        }
    }

    /** One task of the lane, which nobody can cut the connection in the midst of: it would be listed after it is gone. */
    private void begin(BlockingConnection connection, Worker worker) {
        try {
            remember(connection);
            connection.start(worker);
        } catch (Throwable e) {
            connection.breakDown(e);
        }
    }

    /** Has all of them, and those that may still be on their way here, end their input. */
    void drain() {
        List<BlockingConnection> present;
        lock.lock();
        try {
            draining = true;
            present = List.copyOf(open);
        } finally {
            lock.unlock();
        }
        present.forEach(AcceptedConnections::endInput);
    }

    /** Cuts all of them, and those that may still be on their way here. */
    void close() {
        List<BlockingConnection> present;
        lock.lock();
        try {
            closed = true;
            present = List.copyOf(open);
        } finally {
            lock.unlock();
        }
        present.forEach(AcceptedConnections::cut);
    }

    private void remember(BlockingConnection connection) {
        boolean cut;
        boolean drain;
        lock.lock();
        try {
            open.add(connection);
            cut = closed;
            drain = draining;
        } finally {
            lock.unlock();
        }
        if (cut) {
            cut(connection);
        } else if (drain) {
            endInput(connection);
        }
    }

    private void forget(BlockingConnection connection, Worker worker) {
        lock.lock();
        try {
            open.remove(connection);
        } finally {
            lock.unlock();
            // Before its place is, so that whoever gets that finds a worker.
            worker.release();
            admissions.gone(connection.hasFailed());
        }
    }

    private static void endInput(BlockingConnection connection) {
        connection.lane().execute(() -> connection.input().drain());
    }

    private static void cut(BlockingConnection connection) {
        connection.lane().execute(() -> connection.cut(Causes.listenerClosed()));
    }
}
