package org.hedgerow.server.processes;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/**
 * A UDP port that several processes are to share, held by a socket that takes none of its datagrams: it is connected to
 * itself, and gets nothing but what it would send.
 *
 * <p>Linux shares among all sockets of one protocol family and address, those that are connected among them, and gives the
 * share of such a one to its neighbour. For an IPv4 address the holder is of IPv4, which sockets of the JDK are not
 * unless told, so all shares are equal; for an IPv6 address one socket gets two shares.
 */
final class ReservedDatagrams {
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private ReservedDatagrams() {}

    /**
     * Holds the port until the channel is closed. Does not block.
     *
     * @param address where, with a port
     * @throws IOException if somebody has it, or this system does not share ports
     */
    static DatagramChannel hold(InetSocketAddress address) throws IOException {
        boolean four = address.getAddress() instanceof Inet4Address;
        ProtocolFamily family = four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        DatagramChannel holder = DatagramChannel.open(family);
        try {
            // It shares no sooner than it has the port, lest it share that of strangers unnoticed.
            holder.bind(address).setOption(StandardSocketOptions.SO_REUSEPORT, true);
            InetAddress own = address.getAddress().isAnyLocalAddress()
                    ? InetAddress.getByAddress(four ? LOOPBACK_4 : LOOPBACK_6)
                    : address.getAddress();
            return holder.connect(new InetSocketAddress(own, address.getPort()));
        } catch (IOException | RuntimeException e) {
            holder.close();
            throw e;
        }
    }
}
