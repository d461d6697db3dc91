package org.hedgerow.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The address of a server together with the name that people, and certificates, know it by. Immutable. */
public final class Endpoint {
    private final String name;
    private final SocketAddress address;

    private Endpoint(String name, SocketAddress address) {
        this.name = name;
        this.address = address;
    }

    /** An address that is known by itself alone. */
    public static Endpoint of(SocketAddress address) {
        return new Endpoint(text(address), address);
    }

    /** The same address, known by this name. */
    public Endpoint withName(String other) {
        return new Endpoint(Objects.requireNonNull(other, "name"), address);
    }

    /** Its name; the address as {@link #text} has it if there is no other. */
    public String name() {
        return name;
    }

    /** Where it is. */
    public SocketAddress address() {
        return address;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Endpoint endpoint && name.equals(endpoint.name) && address.equals(endpoint.address);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, address);
    }

    /** The name, and the address if it is not the name. */
    @Override
    public String toString() {
        String text = text(address);
        return text.equals(name) ? name : name + " (" + text + ")";
    }

    /** As {@code 127.0.0.1:80} or {@code [0:0:0:0:0:0:0:1]:80}. Asks nobody for a host's name; never blocks. */
    public static String text(SocketAddress address) {
        Objects.requireNonNull(address, "address");
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host =
                inet.isUnresolved() ? inet.getHostString() : inet.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }

    /**
     * The family that a socket for this address is best opened in: {@link StandardProtocolFamily#INET} for an IPv4 address,
     * for what goes to IPv4 by way of a socket for both families costs the system a few percent more. Null, which is both
     * where both are there, for any other address and for the wildcard.
     */
    public static @Nullable ProtocolFamily family(SocketAddress address) {
        Objects.requireNonNull(address, "address");
        boolean ipv4 = address instanceof InetSocketAddress inet
                && inet.getAddress() instanceof Inet4Address own
                && !own.isAnyLocalAddress();
        return ipv4 ? StandardProtocolFamily.INET : null;
    }

    /**
     * The family for a socket that is bound to this address.
     *
     * @param ipv4Only whether the wildcard address {@code 0.0.0.0} means IPv4 alone, so that nobody gets past an IPv4 firewall
     *     by way of IPv6
     */
    public static @Nullable ProtocolFamily family(SocketAddress address, boolean ipv4Only) {
        boolean ipv4 =
                ipv4Only && address instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet4Address;
        return ipv4 ? StandardProtocolFamily.INET : family(address);
    }

    /** A stream socket for this address, of its family, neither bound nor connected. */
    public static SocketChannel openStream(SocketAddress address) throws IOException {
        return openStream(family(address));
    }

    /** A stream socket of this family, or of all, neither bound nor connected. */
    public static SocketChannel openStream(@Nullable ProtocolFamily family) throws IOException {
        try {
            return family == null ? SocketChannel.open() : SocketChannel.open(family);
        } catch (UnsupportedOperationException e) {
            return SocketChannel.open(); // of a provider that was made before families could be told
        }
    }

    /**
     * Refuses a connection that the system has made with itself. It does so, instead of refusing it, where nobody listens on
     * a port of its own range and the connecting socket is given just that one (RFC 9293, 3.5, simultaneous open); whoever
     * kept the connection would hear what it says, and keep the server from its port.
     *
     * @param connected to be closed by a reset if this throws
     * @throws ConnectException if the connection has no other end
     * @throws IOException if the channel is not connected any more
     */
    public static void expectPeer(SocketChannel connected) throws IOException {
        Objects.requireNonNull(connected, "connected");
        SocketAddress local = connected.getLocalAddress();
        if (local != null && local.equals(connected.getRemoteAddress())) {
            throw new ConnectException("Connection refused: " + text(local) + " was connected to itself");
        }
    }
}
