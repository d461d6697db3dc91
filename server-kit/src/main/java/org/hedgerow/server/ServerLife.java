package org.hedgerow.server;

import static com.google.common.base.Preconditions.checkState;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/** How a server comes by its sockets and lets go of them, once each. The states are those of {@link ResolverServer}. Any thread. */
final class ServerLife {
    private final AtomicReference<@Nullable Shutdown> end = new AtomicReference<>();
    private volatile @Nullable OpenSockets sockets;
    private volatile boolean closed; // written under this
    private boolean starting; // guarded by this
    private boolean abandoned; // too: nobody waits any longer for the start to be over

    void start(List<? extends OpenSockets.Opening> openings) throws IOException {
        synchronized (this) {
            checkState(!closed, "the server is closed");
            checkState(sockets == null && !starting, "the server is started already");
            starting = true;
        }
        try {
            // Not under the lock, which a lane may wait for that is needed to bind.
            OpenSockets bound = OpenSockets.open(openings);
            if (!hold(bound)) {
                bound.close();
                throw new IllegalStateException("the server was closed while it started");
            }
        } finally {
            synchronized (this) {
                starting = false;
                notifyAll();
            }
        }
    }

    /** False if there is nobody left to close them. */
    private synchronized boolean hold(OpenSockets bound) {
        if (!abandoned) {
            sockets = bound;
        }
        return !abandoned;
    }

    /** Null before the server was started; stays after it is closed. */
    @Nullable
    OpenSockets sockets() {
        return sockets;
    }

    /** The same, for what makes no sense before. */
    OpenSockets started() {
        OpenSockets started = sockets;
        checkState(started != null, "the server is not started");
        return started;
    }

    boolean isServing() {
        return sockets != null && !closed;
    }

    Shutdown close(Duration grace) {
        long deadline = System.nanoTime() + Nanos.of(grace);
        boolean finished;
        try {
            awaitStart(deadline);
            OpenSockets started = sockets;
            finished = started == null || started.finish(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finished = false;
        }
        OpenSockets started = sockets;
        Shutdown found = finished ? Shutdown.GRACEFUL : Shutdown.FORCED;
        Shutdown earlier = end.compareAndExchange(null, found);
        if (started != null) {
            started.close();
        }
        return earlier == null ? found : earlier;
    }

    private synchronized void awaitStart(long deadline) throws InterruptedException {
        closed = true;
        try {
            for (long left = deadline - System.nanoTime(); starting && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } finally {
            abandoned |= starting;
        }
    }
}
