package org.hedgerow.nio.batched;

import java.net.InetSocketAddress;

/**
 * Somebody who sends datagrams or is sent some, as the system has it and as Java has it.
 *
 * @param high the first half of an IPv6 address; 0 for IPv4
 * @param low the second half; an IPv4 address is mapped (RFC 4291, section 2.5.5.2)
 * @param scope the zone of a link-local address, else 0
 */
record Peer(long high, long low, int port, int scope, InetSocketAddress address) {
    static final long MAPPED = 0x0000_ffff_0000_0000L;

    boolean is(long itsHigh, long itsLow, int itsPort, int itsScope) {
        return low == itsLow && port == itsPort && high == itsHigh && scope == itsScope;
    }

    boolean isIpv4() {
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
    }
}
