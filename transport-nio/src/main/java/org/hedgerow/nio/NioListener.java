package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts on a thread of its own and hands each connection to the loop that has the fewest. A place is taken before the
 * accept, so that clients beyond the limit wait in the kernel's backlog and cost nothing here.
 */
final class NioListener implements Listener, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(NioListener.class);
    private static final long MIN_BACKOFF_MILLIS = 10;
    private static final long MAX_BACKOFF_MILLIS = 1000;

    private final ServerSocketChannel server;
    private final SocketAddress address;
    private final Service service;
    private final Consumer<NioListener> whenClosed;
    private final Semaphore places;
    private final Thread acceptor;
    private long accepted; // with open, under this object's lock
    private int open;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean closed;

    /** What a listener does with its connections. */
    record Service(List<EventLoop> loops, ConnectionHandlerFactory handlers, ListenOptions options) {}

    private NioListener(ServerSocketChannel server, Service service, Consumer<NioListener> whenClosed)
            throws IOException {
        this.server = server;
        this.address = server.getLocalAddress();
        this.service = service;
        this.whenClosed = whenClosed;
        this.places = new Semaphore(service.options().maxConnections());
        this.acceptor = new Thread(this, "hedgerow-nio-accept " + Endpoint.text(address));
    }

    static NioListener bind(SocketAddress address, Service service, Consumer<NioListener> whenClosed)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(address, service.options().backlog());
            return new NioListener(server, service, whenClosed);
        } catch (IOException | RuntimeException e) {
            server.close();
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new IOException("cannot listen on " + Endpoint.text(address) + ": " + why, e);
        }
    }

    void start() {
        acceptor.start();
    }

    @Override
    public void run() {
        long backoff = MIN_BACKOFF_MILLIS;
        places.acquireUninterruptibly();
        while (!isStopped()) {
            try {
                hand(server.accept());
                backoff = MIN_BACKOFF_MILLIS;
                places.acquireUninterruptibly();
            } catch (IOException | RuntimeException | Error e) {
                // An Error, too: without a descriptor or memory to be had, the JVM cannot even load classes.
                if (!isStopped() && backoff == MIN_BACKOFF_MILLIS) {
                    LOG.warn("cannot accept on {}, trying again until it works", Endpoint.text(address), e);
                }
                pause(backoff);
                backoff = Math.min(2 * backoff, MAX_BACKOFF_MILLIS);
            }
        }
    }

    private void hand(SocketChannel channel) {
        EventLoop least = service.loops().get(0);
        for (EventLoop loop : service.loops()) {
            if (loop.connections() < least.connections()) {
                least = loop;
            }
        }
        EventLoop loop = least;
        synchronized (this) {
            accepted++;
            open++;
        }
        loop.expectConnection();
        loop.execute(() -> adopt(loop, channel));
    }

    /** In the loop. */
    private void adopt(EventLoop loop, SocketChannel channel) {
        try {
            NioConnection connection = new NioConnection(
                    loop,
                    channel,
                    channel.getRemoteAddress(),
                    service.handlers().newHandler());
            connection.accepted(this);
            if (closed) {
                connection.cut(new IOException("the listener is closed"));
            } else if (isStopped()) {
                connection.drain();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("a connection to {} could not be taken over", address, e);
            NioConnection.closeQuietly(channel);
            loop.forgetConnection();
            gone();
        }
    }

    ListenOptions options() {
        return service.options();
    }

    /** A connection is gone and its handler knows. */
    void gone() {
        places.release();
        synchronized (this) {
            open--;
            notifyAll();
        }
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public synchronized int connections() {
        return open;
    }

    @Override
    public synchronized long accepted() {
        return accepted;
    }

    @Override
    public void drain() {
        stopAccepting();
        forEachConnection(NioConnection::drain);
    }

    @Override
    public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + Nanos.of(limit);
        while (open > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        stopAccepting();
        forEachConnection(connection -> connection.cut(new IOException("the listener is closed")));
    }

    private void stopAccepting() {
        stopped.countDown();
        // No interrupt: if it meets an accept that has just succeeded, the JDK loses the connection's descriptor.
        places.release();
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("the listener on {} did not close", address, e);
        }
        // The kernel lets go of the port when the accept has returned, which it does now.
        ThreadEnd.await(acceptor);
        whenClosed.accept(this);
    }

    private void forEachConnection(Consumer<NioConnection> action) {
        for (EventLoop loop : service.loops()) {
            loop.execute(() -> loop.forEachConnection(connection -> {
                if (connection.isFrom(this)) {
                    action.accept(connection);
                }
            }));
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits a while, or until stopped. */
    private void pause(long millis) {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.trace("{} stops accepting", address);
            }
        } catch (InterruptedException e) {
            // By a handler factory, for nobody else knows this thread.
            LOG.debug("the acceptor of {} was interrupted", address, e);
        }
    }
}
