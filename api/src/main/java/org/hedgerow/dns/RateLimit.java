package org.hedgerow.dns;

/**
 * How many datagrams a server sends to any one network, so that it cannot be used to flood others with its replies, whose
 * addresses an attacker writes into his queries. A network is an IPv4 prefix of 24 bits or an IPv6 prefix of 56. The limit
 * holds for each socket of the server, of which there is one for each lane; replies without records come on top of it.
 *
 * <p>A root server is one client to a table server elsewhere, with all of its questions: that one wants another limit, or
 * none, as far as it is asked by such alone.
 *
 * @param perSecond datagrams a second, of which up to a second's worth may come at once
 * @param slip of those above the limit every so many is sent without its records (TC), upon which a client that means it
 *     asks again over a stream; the others are dropped; 0 drops all
 * @param loopback whether the limit holds for clients on this host, too
 */
public record RateLimit(int perSecond, int slip, boolean loopback) {
    private static final RateLimit DEFAULTS = new RateLimit(1000, 2, false);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the rate is below 1, or the slip negative
     */
    public RateLimit {
        if (perSecond < 1 || slip < 0) {
            throw new IllegalArgumentException(
                    "expected a rate of at least 1 and a slip of at least 0, found " + perSecond + " and " + slip);
        }
    }

    /** 1,000 datagrams a second, every second one above that with TC, no limit for this host. */
    public static RateLimit defaults() {
        return DEFAULTS;
    }

    /** This limit with another rate. */
    public RateLimit withPerSecond(int perSecond) {
        return new RateLimit(perSecond, slip, loopback);
    }

    /** This limit with another slip. */
    public RateLimit withSlip(int slip) {
        return new RateLimit(perSecond, slip, loopback);
    }

    /** This limit with or without clients on this host. */
    public RateLimit withLoopback(boolean loopback) {
        return new RateLimit(perSecond, slip, loopback);
    }
}
