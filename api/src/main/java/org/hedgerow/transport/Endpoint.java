package org.hedgerow.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
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
}
