package org.hedgerow.transport;

import org.hedgerow.lane.Ticker;

/**
 * What every transport can be told.
 *
 * @param lanes how many event loops, or lanes for outgoing connections; at least 1
 * @param ticker the time
 */
public record TransportOptions(int lanes, Ticker ticker) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code lanes} is below 1
     */
    public TransportOptions {
        if (lanes < 1) {
            throw new IllegalArgumentException("expected at least one lane, found " + lanes);
        }
    }

    /** A lane for each processor, and the JVM's time. */
    public static TransportOptions defaults() {
        return new TransportOptions(Runtime.getRuntime().availableProcessors(), Ticker.system());
    }

    /** These options with another number of lanes. */
    public TransportOptions withLanes(int lanes) {
        return new TransportOptions(lanes, ticker);
    }

    /** These options with another ticker. */
    public TransportOptions withTicker(Ticker ticker) {
        return new TransportOptions(lanes, ticker);
    }
}
