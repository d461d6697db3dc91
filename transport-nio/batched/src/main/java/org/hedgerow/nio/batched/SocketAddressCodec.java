package org.hedgerow.nio.batched;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteOrder;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * Socket addresses of one family, which a socket sends to and hears from, in native memory and in Java:
 *
 * <pre>
 *   struct sockaddr_in:   0 sin_family    2 sin_port    4 sin_addr                                   16 octets
 *   struct sockaddr_in6:  0 sin6_family   2 sin6_port   4 sin6_flowinfo   8 sin6_addr   24 sin6_scope_id   28 octets
 * </pre>
 */
final class SocketAddressCodec {
    /** Enough for either, and a multiple of what they are aligned to. */
    static final long ROOM = 32;

    private static final int IPV4_LENGTH = 16;
    private static final int IPV6_LENGTH = 28;
    private static final long PORT = 2;
    private static final long IPV4_ADDRESS = 4;
    private static final long FLOW = 4;
    private static final long IPV6_ADDRESS = 8;
    private static final long SCOPE = 24;

    private static final ValueLayout.OfShort NET_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_INT = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NET_LONG = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private final boolean ipv4;
    private final PeerCache peers = new PeerCache();

    /** @param family {@link Libc#AF_INET} or {@link Libc#AF_INET6}, which sees IPv4 addresses as mapped ones */
    SocketAddressCodec(int family) {
        this.ipv4 = family == Libc.AF_INET;
    }

    /** The octets of each address. */
    int length() {
        return ipv4 ? IPV4_LENGTH : IPV6_LENGTH;
    }

    SocketAddress read(MemorySegment memory, long offset) {
        int port = Short.toUnsignedInt(memory.get(NET_SHORT, offset + PORT));
        if (ipv4) {
            long address = Integer.toUnsignedLong(memory.get(NET_INT, offset + IPV4_ADDRESS));
            return peers.sender(0, Peer.MAPPED | address, port, 0).address();
        }
        long high = memory.get(NET_LONG, offset + IPV6_ADDRESS);
        long low = memory.get(NET_LONG, offset + IPV6_ADDRESS + Long.BYTES);
        return peers.sender(high, low, port, memory.get(JAVA_INT, offset + SCOPE))
                .address();
    }

    void write(SocketAddress address, MemorySegment memory, long offset) {
        if (!(address instanceof InetSocketAddress inet)) {
            throw new UnsupportedAddressTypeException();
        }
        if (inet.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        Peer peer = peers.addressee(inet);
        if (ipv4 && !peer.isIpv4()) {
            throw new UnsupportedAddressTypeException();
        }
        memory.set(JAVA_SHORT, offset, (short) (ipv4 ? Libc.AF_INET : Libc.AF_INET6));
        memory.set(NET_SHORT, offset + PORT, (short) peer.port());
        if (ipv4) {
            memory.set(NET_INT, offset + IPV4_ADDRESS, (int) peer.low());
        } else {
            memory.set(JAVA_INT, offset + FLOW, 0);
            memory.set(NET_LONG, offset + IPV6_ADDRESS, peer.high());
            memory.set(NET_LONG, offset + IPV6_ADDRESS + Long.BYTES, peer.low());
            memory.set(JAVA_INT, offset + SCOPE, peer.scope());
        }
    }
}
