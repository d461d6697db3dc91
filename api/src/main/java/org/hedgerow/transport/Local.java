package org.hedgerow.transport;

import java.util.function.Consumer;
import org.hedgerow.lane.Lane;

/**
 * One {@code T} for each lane that a transport gives to outgoing connections.
 *
 * @param <T> what there is one of per lane
 */
public interface Local<T> {

    /**
     * The one for callers of this lane: the lane's own where {@code callers} is a lane of the transport that has one,
     * else one that is assigned to the lane and stays the same for it. Any thread; never blocks.
     */
    T get(Lane callers);

    /** Hands each one to {@code action}, on the calling thread. */
    void forEach(Consumer<T> action);
}
