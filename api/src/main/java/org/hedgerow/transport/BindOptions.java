package org.hedgerow.transport;

/**
 * How a transport binds an address for datagrams.
 *
 * @param reusePort whether other sockets, of this process or others of the same user, may be bound to the same port and
 *     share its datagrams (SO_REUSEPORT)
 * @param receiveBuffer how many octets of datagrams the system is asked to keep for each socket until they are read
 *     (SO_RCVBUF); it may grant less
 */
public record BindOptions(boolean reusePort, int receiveBuffer) {
    private static final BindOptions DEFAULTS = new BindOptions(false, 1024 * 1024);

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
        return new BindOptions(reusePort, receiveBuffer);
    }

    /** These options with another receive buffer. */
    public BindOptions withReceiveBuffer(int octets) {
        return new BindOptions(reusePort, octets);
    }
}
