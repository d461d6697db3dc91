package org.hedgerow.testkit;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;

/** Sends each datagram back to whoever has sent it. */
final class DatagramEcho implements DatagramHandler {
    static void echo(DatagramPort port, ByteBuffer bytes, SocketAddress to) {
        port.send(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), to);
    }

    @Override
    public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
        echo(port, bytes, from);
    }
}
