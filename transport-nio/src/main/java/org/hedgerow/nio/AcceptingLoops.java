package org.hedgerow.nio;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hedgerow.transport.accept.KeepAlive;

/** Loops that accept for themselves, nothing handed over. */
final class AcceptingLoops implements Acceptor {
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<LoopAcceptor> acceptors;
    private final KeepAlive keepAlive = new KeepAlive();

    AcceptingLoops(List<LoopAcceptor> acceptors) {
        this.acceptors = acceptors;
    }

    @Override
    public void start() {
        keepAlive.start("hedgerow-nio-keep-alive");
        acceptors.forEach(LoopAcceptor::start);
    }

    @Override
    public void stop() {
        acceptors.forEach(LoopAcceptor::stop);
        keepAlive.end();
    }

    @Override
    public void awaitStopped() {
        long deadline = System.nanoTime() + END_NANOS;
        acceptors.forEach(acceptor -> acceptor.awaitEnd(deadline));
    }
}
