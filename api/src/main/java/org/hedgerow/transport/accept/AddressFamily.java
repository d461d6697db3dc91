package org.hedgerow.transport.accept;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which family of addresses a socket is best opened in. Any thread; never blocks. */
public final class AddressFamily {
    private AddressFamily() {}

    /**
     * The family of a socket that connects to this address: {@link StandardProtocolFamily#INET} for an IPv4 address, because
     * what goes to IPv4 by way of a socket for both families costs the system a few percent more. Null, which is both where
     * both are there, for any other address and for the wildcard.
     */
    public static @Nullable ProtocolFamily of(SocketAddress address) {
        Objects.requireNonNull(address, "address");
        boolean ipv4 = address instanceof InetSocketAddress inet
                && inet.getAddress() instanceof Inet4Address own
                && !own.isAnyLocalAddress();
        return ipv4 ? StandardProtocolFamily.INET : null;
    }

    /**
     * The family of a socket that is bound to this address.
     *
     * @param ipv4Only whether the wildcard address {@code 0.0.0.0} means IPv4 alone, so that nobody gets past an IPv4 firewall
     *     by way of IPv6
     */
    public static @Nullable ProtocolFamily of(SocketAddress address, boolean ipv4Only) {
        boolean ipv4 =
                ipv4Only && address instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet4Address;
        return ipv4 ? StandardProtocolFamily.INET : of(address);
    }
}
