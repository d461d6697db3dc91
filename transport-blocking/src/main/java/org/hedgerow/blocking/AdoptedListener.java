package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that was there already: what its listener was is elsewhere. A thread of its own keeps the JVM alive. */
final class AdoptedListener implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AdoptedListener.class);

    private final SocketAddress address;
    private final AcceptedConnections connections;
    private final Workings workings;

    /** @param connections none yet, and there is a place */
    AdoptedListener(SocketAddress address, AcceptedConnections connections, Workings workings) {
        this.address = address;
        this.connections = connections;
        this.workings = workings;
    }

    /** Begins to serve the connection, which it has from here on. */
    void start(SocketChannel channel) {
        workings.open().add(this);
        connections.admissions().awaitPlace();
        try {
            connections.admit(channel, new Keeper());
        } catch (RuntimeException | Error e) {
            LOG.error("the connection on {} could not be taken over", Endpoint.text(address), e);
            close();
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
        workings.open().remove(this);
        connections.drain();
    }

    @Override
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        return connections.admissions().awaitEmpty(limit);
    }

    @Override
    public void close() {
        workings.open().remove(this);
        connections.close();
    }

    /** Serves it on a thread that lasts as long as the connection does. */
    private final class Keeper implements Worker {
        private final Shift shift = new Shift(0);

        @Override
        public void serve(Runnable reader) throws IOException {
            shift.serve(reader);
            workings.threads().startKeeper(shift.rest());
        }

        @Override
        public void release() {
            shift.release();
            workings.open().remove(AdoptedListener.this);
        }
    }
}
