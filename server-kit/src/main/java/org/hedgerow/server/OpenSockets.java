package org.hedgerow.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.lane.Nanos;

/**
 * What all endpoints of one server are bound to.
 *
 * @param all in the order of the endpoints
 */
record OpenSockets(List<ServerSockets> all) {

    /** Binds the sockets of one endpoint. */
    @FunctionalInterface
    interface Opening {
        ServerSockets open() throws IOException;
    }

    /**
     * All or nothing: one that cannot be bound closes those before it.
     *
     * @throws IOException why that one cannot
     */
    static OpenSockets open(List<? extends Opening> openings) throws IOException {
        List<ServerSockets> open = new ArrayList<>();
        try {
            for (Opening each : openings) {
                open.add(each.open());
            }
        } catch (Throwable e) {
            open.forEach(ServerSockets::close);
            throw e;
        }
        return new OpenSockets(List.copyOf(open));
    }

    /** Stops accepting and lets what is in flight finish; false if some is not over after the grace. */
    boolean finish(Duration grace) throws InterruptedException {
        all.forEach(ServerSockets::drain);
        return await(ServerSockets::awaitEmpty, grace);
    }

    /** Waits until no connection is open; false if some still are after the limit. */
    boolean awaitNoConnections(Duration limit) throws InterruptedException {
        return await((each, left) -> each.listener().awaitEmpty(left), limit);
    }

    private boolean await(Waiting waiting, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + Nanos.of(limit);
        for (ServerSockets each : all) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (!waiting.isEmptyWithin(each, left)) {
                return false;
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Waiting {
        boolean isEmptyWithin(ServerSockets sockets, Duration limit) throws InterruptedException;
    }

    void close() {
        all.forEach(ServerSockets::close);
    }
}
