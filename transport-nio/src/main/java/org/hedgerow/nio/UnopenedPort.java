package org.hedgerow.nio;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.DatagramPort;

/** A port that could not be opened, as without a free descriptor: its handler will be told so. */
record UnopenedPort(Lane lane) implements DatagramPort {

    /** None: port 0 of no host in particular. */
    @Override
    public SocketAddress localAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    public void send(byte[] bytes, int offset, int length, SocketAddress to) {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(to, "to");
    }

    @Override
    public void close() {}
}
