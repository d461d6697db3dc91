package org.hedgerow.transport;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a transport binds an address for datagrams.
 *
 * <p>Immutable; any thread. Each {@code with} makes other options of these and throws {@link
 * IllegalArgumentException} if the buffer is below 1.
 */
public final class BindOptions {
    private static final BindOptions DEFAULTS = new BindOptions(false, 1024 * 1024, false);

    private final boolean reusePort;
    private final int receiveBuffer;
    private final boolean ipv4Only;

    private BindOptions(boolean reusePort, int receiveBuffer, boolean ipv4Only) {
        if (receiveBuffer < 1) {
            throw new IllegalArgumentException("expected a receive buffer of at least 1 octet, found " + receiveBuffer);
        }
        this.reusePort = reusePort;
        this.receiveBuffer = receiveBuffer;
        this.ipv4Only = ipv4Only;
    }

    /** A port of its own, 1 MiB. */
    public static BindOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Whether other sockets, of this process or others of the same user, may be bound to the same port and share its
     * datagrams (SO_REUSEPORT).
     */
    public boolean reusePort() {
        return reusePort;
    }

    /**
     * How many octets of datagrams the system is asked to keep for each socket until they are read (SO_RCVBUF); it may
     * grant less.
     */
    public int receiveBuffer() {
        return receiveBuffer;
    }

    /**
     * Whether the wildcard address {@code 0.0.0.0} means all IPv4 addresses; otherwise it means all addresses, as
     * elsewhere in Java.
     */
    public boolean ipv4Only() {
        return ipv4Only;
    }

    /** These options with or without sharing the port. */
    public BindOptions withReusePort(boolean reusePort) {
        return new BindOptions(reusePort, receiveBuffer, ipv4Only);
    }

    /** These options with another receive buffer. */
    public BindOptions withReceiveBuffer(int octets) {
        return new BindOptions(reusePort, octets, ipv4Only);
    }

    /** These options with or without IPv6 addresses in the wildcard address {@code 0.0.0.0}. */
    public BindOptions withIpv4Only(boolean ipv4Only) {
        return new BindOptions(reusePort, receiveBuffer, ipv4Only);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof BindOptions other
                && reusePort == other.reusePort
                && receiveBuffer == other.receiveBuffer
                && ipv4Only == other.ipv4Only;
    }

    @Override
    public int hashCode() {
        return Objects.hash(reusePort, receiveBuffer, ipv4Only);
    }

    @Override
    public String toString() {
        return "BindOptions[reusePort=" + reusePort + ", receiveBuffer=" + receiveBuffer + ", ipv4Only=" + ipv4Only
                + "]";
    }
}
