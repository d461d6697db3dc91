package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hedgerow.transport.accept.AcceptBackoff;
import org.hedgerow.transport.accept.Admissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections within a loop that serves them, too: while there are places, and while the system grants
 * descriptors. Where several loops share one listening socket, all are told of a connection and one gets it.
 */
final class LoopAcceptor implements Selectable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopAcceptor.class);
    // So that a storm of connections does not keep those that stand waiting.
    private static final int ACCEPTS_A_PASS = 64;

    private final EventLoop loop;
    private final ServerSocketChannel server;
    private final Admissions admissions;
    private final AcceptBackoff backoff;
    private final Acceptor.Taker taker;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable goOn = this::goOn;
    private final Runnable retry;
    private @Nullable SelectionKey key;

    /** @param server bound, not blocking; closed by {@link #stop} */
    LoopAcceptor(
            EventLoop loop,
            ServerSocketChannel server,
            Admissions admissions,
            AcceptBackoff backoff,
            Acceptor.Taker taker) {
        this.loop = loop;
        this.server = server;
        this.admissions = admissions;
        this.backoff = backoff;
        this.taker = taker;
        this.retry = () -> loop.execute(goOn);
    }

    /** Begins to accept. Any thread. */
    void start() {
        loop.execute(this::register);
    }

    private void register() {
        try {
            key = server.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
        } catch (Throwable e) {
            if (server.isOpen()) {
                loop.schedule(TimeUnit.MILLISECONDS.toNanos(backoff.failed(e)), this::register);
            }
        }
    }

    /** Accepts no more. Any thread. */
    void stop() {
        admissions.close();
        loop.execute(this::close);
    }

    /** Waits until the system has let go of the socket, or the time by {@link System#nanoTime} is reached; not in a lane. */
    void awaitEnd(long deadline) {
        try {
            if (!ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                LOG.warn("a handler holds up the loop that is to stop accepting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void ready() {
        try {
            acceptSome();
        } catch (Throwable e) {
            // An Error, too: without a descriptor or memory to be had, the JVM cannot even load classes.
            if (server.isOpen()) {
                loop.schedule(TimeUnit.MILLISECONDS.toNanos(backoff.failed(e)), goOn);
                accepting(false);
            }
        }
    }

    private void acceptSome() throws IOException {
        for (int i = 0; i < ACCEPTS_A_PASS; i++) {
            if (!admissions.tryPlace(retry)) {
                accepting(false);
                return;
            }
            SocketChannel channel = null;
            try {
                channel = server.accept();
            } finally {
                if (channel == null) {
                    admissions.returnPlace();
                }
            }
            if (channel == null) {
                return;
            }
            taker.take(loop, channel);
            backoff.succeeded();
        }
    }

    private void goOn() {
        accepting(true);
    }

    private void accepting(boolean on) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(on ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    @Override
    public void loopEnds() {
        close();
    }

    private void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("a listening socket did not close", e);
        } finally {
            loop.letGoOfClosed();
            ended.countDown();
        }
    }
}
