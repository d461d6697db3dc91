package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.accept.AcceptLoop;

/** A listening socket, the crew that accepts on it, and the connections that came of it. */
final class BlockingListener implements Listener {
    private final SocketAddress address;
    private final AcceptedConnections connections;
    private final Crew crew;
    private final OpenThings open;
    private final AcceptLoop loop;

    BlockingListener(ServerSocketChannel server, AcceptedConnections connections, Crew crew, Workings workings)
            throws IOException {
        this.address = server.getLocalAddress();
        this.connections = connections;
        this.crew = crew;
        this.open = workings.open();
        this.loop = new AcceptLoop(server, connections.admissions(), workings.ticker(), this::take);
    }

    /**
     * Begins to accept.
     *
     * @throws IOException if there are no threads to be had; the listening socket is closed then
     */
    void start() throws IOException {
        open.add(this);
        try {
            crew.start(loop);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Runnable take(SocketChannel channel) {
        Worker worker = crew.next();
        connections.admit(channel, worker);
        return worker.rest();
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
        loop.stop();
        crew.stopped();
        open.remove(this);
    }
}
