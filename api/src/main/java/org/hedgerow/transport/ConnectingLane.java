package org.hedgerow.transport;

import java.net.SocketAddress;
import org.hedgerow.lane.Lane;

/** A lane that can make connections, whose callbacks then run in it. */
public interface ConnectingLane extends Lane {

    /**
     * Connects to an address. Inside the lane only; returns at once. The handler is told {@code opened} when the
     * connection stands; if it cannot be made, only {@code closed} with the cause. One that the system has made with itself, for
     * want of a server, is refused ({@link Endpoint#expectPeer}). No connect time-out but the system's:
     * whoever wants a shorter one schedules it, and closes the connection that this returns.
     */
    Connection connect(SocketAddress address, ConnectionHandler handler);

    /**
     * Opens a port of its own for datagrams to and from one peer; its number is the system's choice, at random where the
     * system chooses so (RFC 6056). Inside the lane only; returns at once. Datagrams from anybody else are not handed over.
     * The handler is told {@code opened} in a task of its own, but the port may be used at once; if it could not be opened,
     * the handler is told {@code closed} only, with the cause; if it is closed before, {@code closed} only, without one.
     */
    DatagramPort openPort(SocketAddress peer, DatagramHandler handler);

    /**
     * Whether the lane has ended with its transport, so that tasks are dropped. A task that was handed in before this was
     * false runs. Any thread.
     */
    boolean hasEnded();
}
