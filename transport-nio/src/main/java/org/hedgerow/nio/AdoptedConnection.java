package org.hedgerow.nio;

import java.nio.channels.SocketChannel;
import org.hedgerow.transport.accept.Admissions;

/** Accepts one connection, which stands already, and no other. */
final class AdoptedConnection implements Acceptor {
    private final EventLoop loop;
    private final SocketChannel channel;
    private final Admissions admissions;
    private final Taker taker;
    private final Vigil vigil = new Vigil();

    AdoptedConnection(EventLoop loop, SocketChannel channel, Admissions admissions, Taker taker) {
        this.loop = loop;
        this.channel = channel;
        this.admissions = admissions;
        this.taker = taker;
    }

    @Override
    public void start() {
        vigil.begin();
        if (admissions.awaitPlace()) {
            taker.take(loop, channel);
        }
    }

    @Override
    public void stop() {
        admissions.close();
        vigil.end();
    }

    @Override
    public boolean gone() {
        vigil.end();
        return true;
    }
}
