package org.hedgerow.transport;

import java.time.Duration;
import java.util.Objects;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * How a listener treats its connections.
 *
 * <p>Immutable; any thread. Each {@code with} makes other options of these and throws {@link
 * IllegalArgumentException} if a number is below 1 or the time negative.
 */
public final class ListenOptions {
    private static final ListenOptions DEFAULTS =
            new ListenOptions(1024, 10_000, Duration.ZERO, 256 * 1024, false, false, false);

    private final int backlog;
    private final int maxConnections;
    private final Duration idleTimeout;
    private final int highWater;
    private final boolean reset;
    private final boolean reusePort;
    private final boolean ipv4Only;

    private ListenOptions(
            int backlog,
            int maxConnections,
            Duration idleTimeout,
            int highWater,
            boolean reset,
            boolean reusePort,
            boolean ipv4Only) {
        expectPositive("backlog", backlog);
        expectPositive("maxConnections", maxConnections);
        expectPositive("highWater", highWater);
        Nanos.notNegative(idleTimeout, "idleTimeout");
        this.backlog = backlog;
        this.maxConnections = maxConnections;
        this.idleTimeout = idleTimeout;
        this.highWater = highWater;
        this.reset = reset;
        this.reusePort = reusePort;
        this.ipv4Only = ipv4Only;
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

    /** How many connections the kernel holds until they are accepted. */
    public int backlog() {
        return backlog;
    }

    /** How many are open at once; further ones wait in the backlog. */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * A connection on which no byte has moved for so long is closed; zero is no limit, and 73 years are the longest.
     */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** Octets of unsent output from which on a connection is not read from, until it is all sent. */
    public int highWater() {
        return highWater;
    }

    /**
     * Whether {@linkplain Connection#shed shed} and idle connections are closed by a reset (RST), which leaves no
     * TIME_WAIT here and loses what the peer has not got yet, instead of in order.
     */
    public boolean reset() {
        return reset;
    }

    /**
     * Whether other sockets, of this process or others of the same user, may listen on the same port and share its
     * connections (SO_REUSEPORT).
     */
    public boolean reusePort() {
        return reusePort;
    }

    /**
     * Whether the wildcard address {@code 0.0.0.0} means all IPv4 addresses; otherwise it means all addresses, as
     * elsewhere in Java.
     */
    public boolean ipv4Only() {
        return ipv4Only;
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

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof ListenOptions other
                && backlog == other.backlog
                && maxConnections == other.maxConnections
                && idleTimeout.equals(other.idleTimeout)
                && highWater == other.highWater
                && reset == other.reset
                && reusePort == other.reusePort
                && ipv4Only == other.ipv4Only;
    }

    @Override
    public int hashCode() {
        return Objects.hash(backlog, maxConnections, idleTimeout, highWater, reset, reusePort, ipv4Only);
    }

    @Override
    public String toString() {
        return "ListenOptions[backlog=" + backlog + ", maxConnections=" + maxConnections + ", idleTimeout="
                + idleTimeout + ", highWater=" + highWater + ", reset=" + reset + ", reusePort=" + reusePort
                + ", ipv4Only=" + ipv4Only + "]";
    }
}
