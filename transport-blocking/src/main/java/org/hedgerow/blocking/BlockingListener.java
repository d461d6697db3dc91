package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import org.hedgerow.transport.accept.CountedListener;

/** The connections of one acceptor. */
final class BlockingListener extends CountedListener {
    private final AcceptedConnections connections;
    private final Acceptor acceptor;
    private final OpenSockets open;

    BlockingListener(SocketAddress address, AcceptedConnections connections, Acceptor acceptor, OpenSockets open) {
        super(address, connections.admissions());
        this.connections = connections;
        this.acceptor = acceptor;
        this.open = open;
    }

    /**
     * Begins to accept.
     *
     * @throws IOException if there are no threads to be had; the listening socket is closed then
     */
    void start() throws IOException {
        open.add(this);
        try {
            acceptor.start(() -> open.remove(this));
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    @Override
    public void drain() {
        stop();
        connections.drain();
    }

    @Override
    public void close() {
        stop();
        connections.close();
    }

    private void stop() {
        acceptor.stop();
        open.remove(this);
    }
}
