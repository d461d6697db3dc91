package org.hedgerow.transport;

import java.time.Duration;
import org.hedgerow.lane.Nanos;

/**
 * How a listener treats its connections.
 *
 * @param backlog how many connections the kernel holds until they are accepted
 * @param maxConnections how many are open at once; further ones wait in the backlog
 * @param idleTimeout a connection on which no byte has moved for so long is closed; zero is no limit, and 73 years
 *     are the longest
 * @param highWater octets of unsent output from which on a connection is not read from, until it is all sent
 * @param reset whether {@linkplain Connection#shed shed} and idle connections are closed by a reset (RST), which leaves no
 *     TIME_WAIT here and loses what the peer has not got yet, instead of in order
 * @param reusePort whether other sockets, of this process or others of the same user, may listen on the same port and
 *     share its connections (SO_REUSEPORT)
 * @param ipv4Only whether the wildcard address {@code 0.0.0.0} means all IPv4 addresses; otherwise it means all addresses, as
 *     elsewhere in Java
 */
public record ListenOptions(
        int backlog,
        int maxConnections,
        Duration idleTimeout,
        int highWater,
        boolean reset,
        boolean reusePort,
        boolean ipv4Only) {
    private static final ListenOptions DEFAULTS =
            new ListenOptions(1024, 10_000, Duration.ZERO, 256 * 1024, false, false, false);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a number is below 1 or the time negative
     */
    public ListenOptions {
        expectPositive("backlog", backlog);
        expectPositive("maxConnections", maxConnections);
        expectPositive("highWater", highWater);
        Nanos.notNegative(idleTimeout, "idleTimeout");
    }

    private static void expectPositive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected a " + name + " of at least 1, found " + number);
        }
    }

    /** A backlog of 1,024, 10,000 connections, no idle limit, 256 KiB of output, no resets, a port of its own. */
    public static ListenOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another backlog. */
    public ListenOptions withBacklog(int backlog) {
        return new ListenOptions(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }

    /** These options with another limit of connections. */
    public ListenOptions withMaxConnections(int maxConnections) {
        return new ListenOptions(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }

    /** These options with another idle limit. */
    public ListenOptions withIdleTimeout(Duration idleTimeout) {
        return new ListenOptions(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }

    /** These options with another mark of unsent output. */
    public ListenOptions withHighWater(int highWater) {
        return new ListenOptions(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }

    /** These options with or without resets. */
    public ListenOptions withReset(boolean reset) {
        return new ListenOptions(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }

    /** These options with or without sharing the port. */
    public ListenOptions withReusePort(boolean reusePort) {
        return new ListenOptions(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }

    /** These options with or without IPv6 addresses in the wildcard address {@code 0.0.0.0}. */
    public ListenOptions withIpv4Only(boolean ipv4Only) {
        return new ListenOptions(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }
}
