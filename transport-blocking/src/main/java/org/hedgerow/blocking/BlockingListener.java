package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.hedgerow.transport.Listener;

/** The connections of one acceptor. */
final class BlockingListener implements Listener {
    private final SocketAddress address;
    private final AcceptedConnections connections;
    private final Acceptor acceptor;
    private final OpenSockets open;

    BlockingListener(SocketAddress address, AcceptedConnections connections, Acceptor acceptor, OpenSockets open) {
        this.address = address;
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
    public SocketAddress address() {
        return address;
    }

    @Override
    public int connections() {
        return connections.admissions().open();
    }

    @Override
    public long accepted() {
        return connections.admissions().accepted();
    }

    @Override
    public List<Long> acceptedByWorker() {
        return connections.admissions().acceptedByWorker();
    }

    @Override
    public long failed() {
        return connections.admissions().failed();
    }

    @Override
    public void drain() {
        stop();
        connections.drain();
    }

    @Override
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        return connections.admissions().awaitEmpty(limit);
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
