package org.hedgerow.blocking;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the connections of one listener, on a thread of its own, until it is stopped; nothing else ends it. A place is
 * taken before a connection is accepted, so that those beyond the limit wait in the kernel's backlog.
 */
final class Acceptor implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1000;
    private static final long END_SECONDS = 1;

    private final ServerSocket server;
    private final BlockingListener listener;
    private final String where;
    private final Semaphore places;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean draining;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    Acceptor(ServerSocket server, int places, BlockingListener listener) {
        this.server = server;
        this.where = Endpoint.text(server.getLocalSocketAddress());
        this.places = new Semaphore(places);
        this.listener = listener;
    }

    /** Gives the place of a connection that is gone to the next one. Any thread. */
    void release() {
        places.release();
    }

    /** Accepts no more. Any thread. */
    void stop() {
        stopped.countDown();
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("closing the listener on {} failed", where, e);
        }
        // One more than there are, so that a thread that waits for a place goes on, and ends.
        places.release();
        awaitEnd();
    }

    /** The kernel lets go of the port when the accept has returned, which it does now. */
    private void awaitEnd() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the factory of the handlers of {} holds up its end", Endpoint.text(listener.address()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Accepts no more, and has the connections end their input. Any thread. */
    void drain() {
        draining = true;
        stop();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            acceptAll();
        } finally {
            ended.countDown();
        }
        // Here, since nobody can be accepted any more: each connection either is known by now or never will be.
        if (draining) {
            endInput(listener.openConnections());
        }
    }

    private void acceptAll() {
        places.acquireUninterruptibly();
        while (!isStopped()) {
            if (accept()) {
                pauseMillis = FIRST_PAUSE_MILLIS;
                places.acquireUninterruptibly();
            } else {
                pause();
            }
        }
    }

    /** Returns false if it did not work and the place is still to be had. */
    private boolean accept() {
        try {
            Socket socket = server.accept();
            if (isStopped()) {
                // Came in while the server socket was being closed under the accept.
                socket.close();
                return false;
            }
            try {
                listener.admit(socket);
                return true;
            } catch (RuntimeException e) {
                LOG.error("the handler factory of {} failed; connection cut", where, e);
                places.release();
                return true;
            }
        } catch (IOException | RuntimeException | Error e) {
            // An Error, too: without a descriptor or a thread to be had, the JVM cannot even load classes.
            if (!isStopped() && pauseMillis == FIRST_PAUSE_MILLIS) {
                warn(e);
            }
            return false;
        }
    }

    private void warn(Throwable failure) {
        try {
            LOG.warn("cannot accept on {}, trying again until it works: {}", where, failure.toString());
        } catch (RuntimeException | Error e) {
            // For want of the same, a logger may not be able to write it down. What matters is to go on.
            failure.addSuppressed(e);
        }
    }

    private void pause() {
        try {
            if (stopped.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // By a handler factory, for nobody else knows this thread; it shall not end the acceptor.
            LOG.debug("interrupted", e);
        }
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private static void endInput(List<SocketConnection> connections) {
        for (SocketConnection connection : connections) {
            connection.lane().execute(() -> connection.input().drain());
        }
    }
}
