package org.hedgerow.transport;

import java.net.SocketAddress;
import org.hedgerow.lane.Lane;

/**
 * Makes connections and opens ports, whose callbacks run in its lane. It is not the lane itself, so that a transport that
 * decorates another, as TLS does, can have connectors of its own and keep the lanes: then a question that came in over a
 * connection still goes out in that connection's lane.
 */
public interface Connector {

    /** Where the callbacks of all that it makes run. Any thread; always the same one. */
    Lane lane();

    /**
     * Connects to an address, and returns at once. The handler is told {@code opened} when the connection stands; if it
     * cannot be made, only {@code closed} with the cause. One that the system has made with itself, because nobody listens
     * there, is refused. There is no time-out but the system's: schedule a shorter one, and
     * close the connection that this returns.
     *
     * @throws IllegalStateException if it is called outside the lane
     */
    Connection connect(SocketAddress address, ConnectionHandler handler);

    /**
     * Opens a port of its own for datagrams to and from one peer, and returns at once; its number is the system's choice, at
     * random where the system chooses so (RFC 6056). Datagrams from anybody else are not handed over. The handler is told
     * {@code opened} in a task of its own, but the port may be used at once; if it could not be opened, the handler is told
     * {@code closed} only, with the cause; if it is closed before, {@code closed} only, without one.
     *
     * @throws IllegalStateException if it is called outside the lane
     */
    DatagramPort openPort(SocketAddress peer, DatagramHandler handler);
}
