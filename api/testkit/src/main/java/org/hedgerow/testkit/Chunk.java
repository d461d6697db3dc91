package org.hedgerow.testkit;

/**
 * What arrives at a {@link FaultyLink} at once: a datagram, or what one read of a stream got, of which the system decides
 * how much that is.
 *
 * @param datagram whether it is a datagram
 * @param direction which way it goes
 * @param number how many of its kind have gone that way over the link before it, on all connections together
 * @param octets its length
 */
public record Chunk(boolean datagram, Direction direction, long number, int octets) {

    /** Which way something goes over a link. */
    public enum Direction {
        /** What a client says. */
        TO_SERVER,
        /** What the server says. */
        TO_CLIENT
    }
}
