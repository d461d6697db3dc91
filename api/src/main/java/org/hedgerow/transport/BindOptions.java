package org.hedgerow.transport;

/**
 * How a transport binds an address for datagrams.
 *
 * @param reusePort whether other sockets, of this process or others of the same user, may be bound to the same port and
 *     share its datagrams (SO_REUSEPORT)
 * @param receiveBuffer how many octets of datagrams the system is asked to keep for each socket until they are read
 *     (SO_RCVBUF); it may grant less
 * @param ipv4Only whether the wildcard address {@code 0.0.0.0} means all IPv4 addresses; otherwise it means all addresses, as
 *     elsewhere in Java
 */
public record BindOptions(boolean reusePort, int receiveBuffer, boolean ipv4Only) {
    private static final BindOptions DEFAULTS = new BindOptions(false, 1024 * 1024, false);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the buffer is below 1
     */
    public BindOptions {
        if (receiveBuffer < 1) {
            throw new IllegalArgumentException("expected a receive buffer of at least 1 octet, found " + receiveBuffer);
        }
    }

    /** A port of its own, 1 MiB. */
    public static BindOptions defaults() {
        return DEFAULTS;
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
}
