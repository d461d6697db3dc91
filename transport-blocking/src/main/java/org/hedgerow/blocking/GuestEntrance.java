package org.hedgerow.blocking;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.hedgerow.lane.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that stands already is all that ever comes in. A thread of its own keeps the JVM alive while it lasts. */
final class GuestEntrance implements Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(GuestEntrance.class);

    private final SocketChannel channel;
    private final AcceptedConnections connections;
    private final Threads threads;

    /** @param connections none yet, and there is a place */
    GuestEntrance(SocketChannel channel, AcceptedConnections connections, Threads threads) {
        this.channel = channel;
        this.connections = connections;
        this.threads = threads;
    }

    @Override
    public void open(Runnable over) {
        connections.admissions().awaitPlace();
        try {
            connections.admit(channel, new Keeper(threads, over));
        } catch (Throwable e) {
            Guard.failed(LOG, "a connection could not be taken over", e); // and is closed, upon which it is over
        }
    }

    @Override
    public void shut() {
        connections.admissions().close();
    }

    /** Serves the guest on a thread that lasts as long as the connection does. */
    private static final class Keeper implements Worker {
        private final Threads threads;
        private final Runnable over;
        private final Shift shift = new Shift(0);

        Keeper(Threads threads, Runnable over) {
            this.threads = threads;
            this.over = over;
        }

        @Override
        public void serve(Runnable reader) throws IOException {
            shift.serve(reader);
            threads.startKeeper(shift.rest());
        }

        @Override
        public void release() {
            shift.release();
            over.run();
        }
    }
}
