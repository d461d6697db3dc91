package org.hedgerow.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What to do with the datagrams of one port. All methods are called in the port's lane, one at a time, and must not block.
 * In order: {@code opened} once; then {@code received} and {@code refused} any number of times; {@code ended} at most once, with no {@code
 * received} after it; {@code closed} exactly once, last. A port that could not be opened is told {@code closed} only.
 *
 * <p>Whatever a method throws, an {@link Error} included, costs the datagram, and nothing else.
 */
public interface DatagramHandler {

    /** The port is open: datagrams may be sent. */
    default void opened(DatagramPort port) {}

    /**
     * A datagram has arrived, perhaps an empty one. Its bytes belong to the handler until it returns: what it wants to keep
     * it copies, what it wants to change it may.
     *
     * @param bytes a heap buffer ({@code hasArray()}), from position to limit
     * @param from who has sent it, or says so
     */
    void received(DatagramPort port, ByteBuffer bytes, SocketAddress from);

    /**
     * The system says that what was sent to the peer was refused, as ICMP has it where nobody receives on a port, or that it
     * cannot send, as where no route leads to the peer any more. Called on ports that were opened towards a peer, as often as
     * the system says so, but never from within {@link DatagramPort#send}; the port stays open. Who sees the datagrams can
     * forge what ICMP says, and it may be missing, so it is no more than a hint.
     */
    default void refused(DatagramPort port, IOException cause) {}

    /**
     * The binding is being drained: no more datagrams will come. What is in flight may be answered; then the handler closes
     * the port, as this does unless overridden.
     */
    default void ended(DatagramPort port) {
        port.close();
    }

    /**
     * The port is gone, or could not be opened. Nothing can be sent any more.
     *
     * @param cause why, a {@link ClosedTransportException} if the transport was closed; null if its handler has closed it
     */
    default void closed(DatagramPort port, @Nullable IOException cause) {}
}
