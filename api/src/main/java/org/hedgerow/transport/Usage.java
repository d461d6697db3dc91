package org.hedgerow.transport;

/**
 * What a transport holds at one moment.
 *
 * @param listeners open listeners and other bindings
 * @param connections connections whose handler has not been told {@code closed} yet, accepted and outgoing
 * @param ports datagram ports whose handler has not been told {@code closed} yet
 * @param timers timers that wait in its lanes
 */
public record Usage(int listeners, int connections, int ports, int timers) {
    /** Nothing is held. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);
}
