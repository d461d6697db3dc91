package org.hedgerow.transport;

import java.net.SocketAddress;
import org.hedgerow.lane.Lane;

/**
 * One datagram socket, as its handler sees it. Confined to its {@link #lane()}: all methods but {@code lane} and {@code
 * localAddress} are called inside it, and throw {@link IllegalStateException} outside. None blocks.
 *
 * <p>Datagrams may be lost, here as anywhere: one that the system has no room for is dropped. What ICMP says of those that
 * were sent (port unreachable, and the like), and that one cannot be sent at all, {@link DatagramHandler#refused} is given.
 */
public interface DatagramPort {

    /** Where the callbacks of this port run. Any thread. */
    Lane lane();

    /** Where it is bound. Any thread. */
    SocketAddress localAddress();

    /**
     * Sends one datagram: at once, or together with others when the lane is through with what it has to do at the time, and
     * before the port is closed. The bytes are copied. On a port that is closed they are dropped, as are more than UDP
     * carries (65,507 bytes over IPv4), and as an empty datagram may be on a port that was {@linkplain
     * Connector#openPort opened towards a peer}.
     *
     * @param to a resolved address; on a port towards a peer it must be that peer
     * @throws IllegalArgumentException if it is not
     */
    void send(byte[] bytes, int offset, int length, SocketAddress to);

    /** Closes the port; the handler is told {@code closed} after the current callback. Idempotent. */
    void close();
}
