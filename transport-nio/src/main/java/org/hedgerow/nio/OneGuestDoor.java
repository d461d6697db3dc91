package org.hedgerow.nio;

import java.nio.channels.SocketChannel;
import org.hedgerow.transport.accept.Admissions;

/** A connection that stands already is all that ever comes in. */
final class OneGuestDoor implements Door {
    private final EventLoop loop;
    private final SocketChannel channel;
    private final Admissions admissions;
    private final Host host;
    private final Vigil vigil = new Vigil();

    OneGuestDoor(EventLoop loop, SocketChannel channel, Admissions admissions, Host host) {
        this.loop = loop;
        this.channel = channel;
        this.admissions = admissions;
        this.host = host;
    }

    @Override
    public void open() {
        vigil.begin();
        if (admissions.awaitPlace()) {
            host.welcome(loop, channel);
        }
    }

    @Override
    public void shut() {
        admissions.close();
        vigil.end();
    }

    @Override
    public boolean left() {
        vigil.end();
        return true;
    }
}
