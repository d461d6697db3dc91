package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** How datagrams get in and out of the channel of one port. In the loop only. */
interface PortExchange {

    /** How many datagrams are received at most at once. */
    int most();

    /** Receives what has arrived, up to {@link #most()}, and tells how many; 0 if nothing has. */
    int receive() throws IOException;

    /** Who has sent a datagram of those received last. */
    SocketAddress sender(int index);

    /** The bytes of a datagram of those received last, in a buffer of the loop's that the next one goes to, too. */
    ByteBuffer bytes(int index);

    /** Sends the datagram before the pass of the loop is over, or never. The bytes are copied. */
    void send(byte[] bytes, int offset, int length, SocketAddress to);

    /** Those received last are all handed over: sends what has waited for that. */
    void handedOver();

    /** Sends what waits for it, and lets go of the channel, which is not closed yet. Idempotent. */
    void close();
}
