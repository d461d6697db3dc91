package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections on one or several threads that block in it, until it is stopped; nothing else ends it. Whoever makes
 * it runs {@link #accept} on threads of his own. All methods may be called from any thread.
 */
public final class AcceptLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptLoop.class);
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerSocketChannel server;
    private final SocketAddress address;
    private final Admissions admissions;
    private final Taker taker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ThreadLocal<Boolean> taking = ThreadLocal.withInitial(() -> false);
    // One for all threads that accept, so that a want of descriptors is told once.
    private final AcceptBackoff backoff;
    private int accepting;
    private boolean stopped;

    /** Who takes what is accepted. */
    @FunctionalInterface
    public interface Taker {

        /**
         * Takes over a connection, for which a place is taken; from here on it is the taker who gives that back. Must not
         * block. What it throws is logged, and ends neither the loop nor the others.
         *
         * @return what is left to do on this thread before it accepts again, which may take as long as it likes
         */
        Runnable take(SocketChannel channel);
    }

    /**
     * A loop that nobody runs yet.
     *
     * @param server bound, in blocking mode; closed by {@link #stop}
     */
    public AcceptLoop(ServerSocketChannel server, Admissions admissions, Ticker ticker, Taker taker)
            throws IOException {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(admissions, "admissions");
        Objects.requireNonNull(ticker, "ticker");
        Objects.requireNonNull(taker, "taker");
        this.server = server;
        this.address = server.getLocalAddress();
        this.admissions = admissions;
        this.taker = taker;
        this.backoff = new AcceptBackoff(address, ticker);
    }

    /** Accepts until the loop is stopped. Blocks. */
    public void accept() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = acceptOne();
            } catch (Throwable e) {
                // An Error, too: without a descriptor or a thread to be had, the JVM cannot even load classes.
                goesOn = server.isOpen(); // or else nobody will ever be accepted again, whoever has closed it
                if (goesOn) {
                    pause(e);
                }
            }
        }
    }

    /** Returns false if there will be nobody any more. */
    private boolean acceptOne() throws IOException {
        if (!admissions.awaitPlace()) {
            return false;
        }
        Runnable rest = null;
        try {
            if (!enter()) {
                return false;
            }
            try {
                // Whoever left an interrupt behind on this thread, it would close the server.
                Thread.interrupted();
                SocketChannel channel = server.accept();
                rest = AcceptLoop::nothing; // the place is the taker's
                rest = take(channel);
            } finally {
                leave(rest != null);
            }
        } finally {
            if (rest == null) {
                admissions.returnPlace();
            }
        }
        finish(rest);
        return true;
    }

    private static void nothing() {}

    /** Whatever a worker does, it goes on. */
    private static void finish(Runnable rest) {
        try {
            rest.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "the work on a connection failed", e);
        }
    }

    private Runnable take(SocketChannel channel) {
        taking.set(true);
        try {
            return taker.take(channel);
        } catch (Throwable e) {
            Guard.failed(LOG, "a connection could not be taken over", e);
            return AcceptLoop::nothing;
        } finally {
            taking.set(false);
        }
    }

    /**
     * Accepts no more, closes the server, and waits until nobody is in the midst of accepting: upon that the port is free,
     * and every connection taken over, or never will be. A taker that stops its own loop is not waited for, nor is one
     * that blocks for longer than a second, as it must not.
     */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        admissions.close();
        // No interrupt: if it meets an accept that has just succeeded, the JDK loses the connection's descriptor.
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("the listener on {} did not close", Endpoint.text(address), e);
        }
        awaitNobodyAccepting();
    }

    private void awaitNobodyAccepting() {
        long left = END_NANOS;
        boolean interrupted = false;
        lock.lock();
        try {
            int own = taking.get() ? 1 : 0;
            while (accepting > own && left > 0) {
                try {
                    left = changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (accepting > own) {
                LOG.warn("the factory of the handlers of {} holds up its end", Endpoint.text(address));
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            if (!stopped) {
                accepting++;
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    private void leave(boolean succeeded) {
        lock.lock();
        try {
            accepting--;
            if (succeeded) {
                backoff.succeeded();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Throwable failure) {
        try {
            await(TimeUnit.MILLISECONDS.toNanos(backoff.failed(failure)));
        } catch (Throwable e) {
            // An interrupt, whosever it was, shall not end the loop; nor shall it if even to wait, or to load a class
            // for
            // that, takes memory which is missing.
        }
    }

    private void await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !stopped) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
