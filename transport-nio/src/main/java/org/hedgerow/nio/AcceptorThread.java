package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.accept.AcceptLoop;
import org.hedgerow.transport.accept.Admissions;
import org.hedgerow.transport.accept.Ending;
import org.hedgerow.transport.accept.TransportThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread accepts, and hands each connection to the loop that has the fewest. */
final class AcceptorThread implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptorThread.class);
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<EventLoop> loops;
    private final Taker taker;
    private final AcceptLoop accepting;
    private final Thread thread;

    AcceptorThread(ServerSocketChannel server, List<EventLoop> loops, Admissions admissions, Ticker ticker, Taker taker)
            throws IOException {
        this.loops = loops;
        this.taker = taker;
        this.accepting = new AcceptLoop(server, admissions, ticker, this::take);
        this.thread = new TransportThread(
                accepting::accept, "hedgerow-nio-accept " + Endpoint.text(server.getLocalAddress()), false);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        accepting.stop();
    }

    @Override
    public void awaitStopped() {
        Ending.await(threads(), System.nanoTime() + END_NANOS, LOG);
    }

    @Override
    public List<Thread> threads() {
        return List.of(thread);
    }

    private Runnable take(SocketChannel channel) {
        EventLoop least = loops.get(0);
        for (EventLoop loop : loops) {
            if (loop.connections().get() < least.connections().get()) {
                least = loop;
            }
        }
        taker.take(least, channel);
        return () -> {};
    }
}
