package org.hedgerow.blocking;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.hedgerow.lane.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts one connection, which stands already, and no other. A thread of its own keeps the JVM alive while it lasts. */
final class AdoptedConnection implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(AdoptedConnection.class);

    private final SocketChannel channel;
    private final AcceptedConnections connections;
    private final Threads threads;

    /** @param connections none yet, and there is a place */
    AdoptedConnection(SocketChannel channel, AcceptedConnections connections, Threads threads) {
        this.channel = channel;
        this.connections = connections;
        this.threads = threads;
    }

    @Override
    public void start(Runnable over) {
        connections.admissions().awaitPlace();
        try {
            connections.admit(channel, new LastingWorker(threads, over));
        } catch (Throwable e) {
            Guard.failed(LOG, "a connection could not be taken over", e); // and is closed, upon which it is over
        }
    }

    @Override
    public void stop() {
        connections.admissions().close();
    }

    /** Serves the connection on a thread that lasts as long as the connection does. */
    private static final class LastingWorker extends DedicatedWorker {
        private final Threads threads;
        private final Runnable over;

        LastingWorker(Threads threads, Runnable over) {
            super(0);
            this.threads = threads;
            this.over = over;
        }

        @Override
        public void serve(Runnable reader) throws IOException {
            super.serve(reader);
            threads.startKeepAlive(rest());
        }

        @Override
        public void release() {
            super.release();
            over.run();
        }
    }
}
