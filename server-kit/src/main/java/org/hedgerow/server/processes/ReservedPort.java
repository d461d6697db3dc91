package org.hedgerow.server.processes;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * A port that several processes of the same user are to share (SO_REUSEPORT), held by sockets that serve nobody: one of TCP
 * that is bound and does not listen, and one of UDP, if wanted, that gets no datagram. They keep a free port that was
 * given from others while those processes come and go. Any thread.
 */
public final class ReservedPort implements AutoCloseable {
    // The port that is free for TCP may be somebody's for UDP.
    private static final int TRIES = 16;

    private final SocketChannel streams;
    private final @Nullable DatagramChannel datagrams;
    private final InetSocketAddress address;

    private ReservedPort(SocketChannel streams, @Nullable DatagramChannel datagrams, InetSocketAddress address) {
        this.streams = streams;
        this.datagrams = datagrams;
        this.address = address;
    }

    /**
     * Reserves a port for streams. Does not block.
     *
     * @param wanted where; port 0 takes a free one, which {@link #address()} tells
     * @throws IOException if somebody listens there, or this system does not share ports; the message names the address
     */
    public static ReservedPort of(InetSocketAddress wanted) throws IOException {
        requireNonNull(wanted, "wanted");
        try {
            SocketChannel streams = hold(wanted);
            return new ReservedPort(streams, null, (InetSocketAddress) streams.getLocalAddress());
        } catch (IOException | RuntimeException e) {
            throw cannotListen(wanted, "", e);
        }
    }

    /**
     * Reserves a port for streams and for datagrams, as a server of DNS has both. Does not block.
     *
     * @param wanted where; port 0 takes one that is free for both, which {@link #address()} tells
     * @throws IOException if somebody has either there, or this system does not share ports; the message names the address
     */
    public static ReservedPort withDatagrams(InetSocketAddress wanted) throws IOException {
        for (int left = TRIES; ; left--) {
            ReservedPort port = of(wanted);
            try {
                return new ReservedPort(port.streams, ReservedDatagrams.hold(port.address), port.address);
            } catch (IOException | RuntimeException e) {
                port.close();
                if (wanted.getPort() != 0 || left == 1) {
                    throw cannotListen(port.address, " for datagrams", e);
                }
            }
        }
    }

    private static SocketChannel hold(InetSocketAddress wanted) throws IOException {
        if (wanted.getPort() != 0) {
            // A server of the same user that shares its port, too, would let in strangers unnoticed.
            bind(wanted, false).close();
        }
        return bind(wanted, true);
    }

    private static SocketChannel bind(InetSocketAddress address, boolean shared) throws IOException {
        SocketChannel socket = SocketChannel.open();
        try {
            // What is left of closed connections (TIME_WAIT) shall be no hindrance, as it is none to those who listen.
            // A free port has nothing of the kind, and is held better without.
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

    private static IOException cannotListen(InetSocketAddress where, String what, Exception e) {
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        return new IOException("cannot listen on " + Endpoint.text(where) + what + ": " + why, e);
    }

    /** The address, with the port that was got. */
    public InetSocketAddress address() {
        return address;
    }

    /** Lets go of the port; those who listen there stay. Idempotent. */
    @Override
    public void close() throws IOException {
        streams.close();
        if (datagrams != null) {
            datagrams.close();
        }
    }
}
