package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.accept.AcceptLoop;
import org.hedgerow.transport.accept.Admissions;

/** One thread accepts, and hands each connection to the loop that has the fewest. */
final class AcceptorDoor implements Door {
    private final List<EventLoop> loops;
    private final Host host;
    private final AcceptLoop accepting;
    private final Thread thread;

    AcceptorDoor(ServerSocketChannel server, List<EventLoop> loops, Admissions admissions, Ticker ticker, Host host)
            throws IOException {
        this.loops = loops;
        this.host = host;
        this.accepting = new AcceptLoop(server, admissions, ticker, this::take);
        this.thread = new Thread(accepting::accept, "hedgerow-nio-accept " + Endpoint.text(server.getLocalAddress()));
    }

    @Override
    public void open() {
        thread.start();
    }

    @Override
    public void shut() {
        accepting.stop();
        ThreadEnd.await(thread);
    }

    private Runnable take(SocketChannel channel) {
        EventLoop least = loops.get(0);
        for (EventLoop loop : loops) {
            if (loop.connections() < least.connections()) {
                least = loop;
            }
        }
        host.welcome(least, channel);
        return () -> {};
    }
}
