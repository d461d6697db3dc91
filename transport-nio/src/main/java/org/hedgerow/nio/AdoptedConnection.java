package org.hedgerow.nio;

import java.nio.channels.SocketChannel;
import org.hedgerow.transport.accept.Admissions;
import org.hedgerow.transport.accept.KeepAlive;

/** Accepts one connection, which stands already, and no other. */
final class AdoptedConnection implements Acceptor {
    private final EventLoop loop;
    private final SocketChannel channel;
    private final Admissions admissions;
    private final Taker taker;
    private final KeepAlive keepAlive = new KeepAlive();

    AdoptedConnection(EventLoop loop, SocketChannel channel, Admissions admissions, Taker taker) {
        this.loop = loop;
        this.channel = channel;
        this.admissions = admissions;
        this.taker = taker;
    }

    @Override
    public void start() {
        keepAlive.start("hedgerow-nio-keep-alive");
        if (admissions.awaitPlace()) {
            taker.take(loop, channel);
        }
    }

    @Override
    public void stop() {
        admissions.close();
        keepAlive.end();
    }

    @Override
    public boolean gone() {
        keepAlive.end();
        return true;
    }
}
