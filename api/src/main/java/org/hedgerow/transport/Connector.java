package org.hedgerow.transport;

import java.net.SocketAddress;
import org.hedgerow.lane.Lane;

/**
 * Makes connections and opens ports, whose callbacks then run in its lane. It is a thing of its own beside the lane, so that a
 * transport that decorates another, as TLS does, has connectors of its own and leaves the lanes the same ones: a question that
 * came in over a connection goes out in that connection's lane.
 */
public interface Connector {

    /** Where the callbacks of all that it makes run. Any thread; always the same one. */
    Lane lane();

    /**
     * Connects to an address. Inside the lane only, or else it throws {@link IllegalStateException}; returns at once. The handler is told {@code opened} when the
     * connection stands; if it cannot be made, only {@code closed} with the cause. One that the system has made with itself,
     * because nobody listens there, is refused ({@link Endpoint#expectPeer}). No connect time-out but the system's: who
     * wants a shorter one schedules it, and closes the connection that this returns.
     */
    Connection connect(SocketAddress address, ConnectionHandler handler);

    /**
     * Opens a port of its own for datagrams to and from one peer; its number is the system's choice, at random where the
     * system chooses so (RFC 6056). Inside the lane only, as {@link #connect}; returns at once. Datagrams from anybody else are not handed over.
     * The handler is told {@code opened} in a task of its own, but the port may be used at once; if it could not be opened,
     * the handler is told {@code closed} only, with the cause; if it is closed before, {@code closed} only, without one.
     */
    DatagramPort openPort(SocketAddress peer, DatagramHandler handler);
}
