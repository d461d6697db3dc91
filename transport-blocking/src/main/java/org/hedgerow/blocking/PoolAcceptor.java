package org.hedgerow.blocking;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.accept.AcceptLoop;

/** A listening socket, and the crew that accepts on it. */
final class PoolAcceptor implements Acceptor {
    private final Crew crew;
    private final AcceptedConnections connections;
    private final AcceptLoop loop;

    PoolAcceptor(ServerSocketChannel server, Crew crew, AcceptedConnections connections, Ticker ticker)
            throws IOException {
        this.crew = crew;
        this.connections = connections;
        this.loop = new AcceptLoop(server, connections.admissions(), ticker, this::take);
    }

    @Override
    public void start(Runnable over) throws IOException {
        crew.start(loop);
    }

    @Override
    public void stop() {
        loop.stop();
        crew.stopped();
    }

    private Runnable take(SocketChannel channel) {
        Worker worker;
        try {
            worker = crew.next();
        } catch (Throwable e) {
            Link.close(channel);
            connections.admissions().returnPlace();
            throw e;
        }
        connections.admit(channel, worker);
        return worker.rest();
    }
}
