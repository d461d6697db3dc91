package org.hedgerow.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.Endpoint;

/**
 * A TCP port that several processes of the same user are to share (SO_REUSEPORT), held by a socket that is bound and does
 * not listen: it gets no connection, and keeps a free port that it was given from others while those processes come and
 * go. Any thread.
 */
public final class ReservedPort implements AutoCloseable {
    private final SocketChannel holder;
    private final InetSocketAddress address;

    private ReservedPort(SocketChannel holder, InetSocketAddress address) {
        this.holder = holder;
        this.address = address;
    }

    /**
     * Reserves a port. Does not block.
     *
     * @param wanted where; port 0 takes a free one, which {@link #address()} tells
     * @throws IOException if somebody listens there, or this system does not share ports; the message names the address
     */
    public static ReservedPort of(InetSocketAddress wanted) throws IOException {
        try {
            if (wanted.getPort() != 0) {
                // A server of the same user that shares its port, too, would let in strangers unnoticed.
                bind(wanted, false).close();
            }
            SocketChannel holder = bind(wanted, true);
            return new ReservedPort(holder, (InetSocketAddress) holder.getLocalAddress());
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new IOException("cannot listen on " + Endpoint.text(wanted) + ": " + why, e);
        }
    }

    private static SocketChannel bind(InetSocketAddress address, boolean shared) throws IOException {
        SocketChannel socket = SocketChannel.open();
        try {
            // What is left of closed connections (TIME_WAIT) shall be no hindrance, as it is none to those who listen.
            // A
            // free port has nothing of the kind, and is held better without.
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, address.getPort() != 0);
            if (shared) {
                socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            return socket.bind(address);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The address, with the port that was got. */
    public InetSocketAddress address() {
        return address;
    }

    /** Lets go of the port; those who listen there stay. Idempotent. */
    @Override
    public void close() throws IOException {
        holder.close();
    }
}
