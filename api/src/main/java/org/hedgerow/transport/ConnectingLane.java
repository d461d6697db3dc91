package org.hedgerow.transport;

import java.net.SocketAddress;
import org.hedgerow.lane.Lane;

/** A lane that can make connections, whose callbacks then run in it. */
public interface ConnectingLane extends Lane {

    /**
     * Connects to an address. Inside the lane only; returns at once. The handler is told {@code opened} when the
     * connection stands; if it cannot be made, only {@code closed} with the cause. No connect time-out but the system's:
     * whoever wants a shorter one schedules it, and closes the connection that this returns.
     */
    Connection connect(SocketAddress address, ConnectionHandler handler);

    /**
     * Whether the lane has ended with its transport, so that tasks are dropped. A task that was handed in before this was
     * false runs. Any thread.
     */
    boolean hasEnded();
}
