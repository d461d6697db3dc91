package org.hedgerow.blocking;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.accept.AcceptLoop;

/** A listening socket, and the pool that accepts on it. */
final class PoolAcceptor implements Acceptor {
    private final WorkerPool pool;
    private final AcceptedConnections connections;
    private final AcceptLoop loop;

    PoolAcceptor(ServerSocketChannel server, WorkerPool pool, AcceptedConnections connections, Ticker ticker)
            throws IOException {
        this.pool = pool;
        this.connections = connections;
        this.loop = new AcceptLoop(server, connections.admissions(), ticker, this::take);
    }

    @Override
    public void start(Runnable over) throws IOException {
        pool.start(loop);
    }

    @Override
    public void stop() {
        loop.stop();
        pool.stopped();
    }

    private Runnable take(SocketChannel channel) {
        Worker worker;
        try {
            worker = pool.next();
        } catch (Throwable e) {
            ConnectionSocket.close(channel);
            connections.admissions().returnPlace();
            throw e;
        }
        connections.admit(channel, worker);
        return worker.rest();
    }
}
