package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.ListenOptions;

/** Opens listening sockets. Never blocks. */
public final class ServerChannels {
    private ServerChannels() {}

    /**
     * A listening socket, in blocking mode.
     *
     * @throws IOException if the address cannot be bound; the message names the address and the cause
     */
    public static ServerSocketChannel bind(SocketAddress address, ListenOptions options) throws IOException {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(address, "address");
        ProtocolFamily family = AddressFamily.of(address, options.ipv4Only());
        ServerSocketChannel server = family == null ? ServerSocketChannel.open() : ServerSocketChannel.open(family);
        try {
            if (options.reusePort()) {
                server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            return server.bind(address, options.backlog());
        } catch (IOException | RuntimeException e) {
            server.close();
            throw cannotListen(address, e);
        } catch (Error e) {
            server.close();
            throw e;
        }
    }

    /** Whoever shares a port shares it with strangers, too; so binds it without sharing, and without listening, at first. */
    private static void expectUnused(SocketAddress address, boolean ipv4Only) throws IOException {
        try (SocketChannel probe = StreamChannels.open(AddressFamily.of(address, ipv4Only))) {
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, true); // for those in TIME_WAIT
            probe.bind(address);
        } catch (IOException | RuntimeException e) {
            throw cannotListen(address, e);
        }
    }

    static IOException cannotListen(SocketAddress address, Exception e) {
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        return new IOException("cannot listen on " + Endpoint.text(address) + ": " + why, e);
    }

    /**
     * So many listening sockets on one port (SO_REUSEPORT), among which the system shares out the connections. Unless the
     * options share the port with others, too, it is an error if somebody else listens there.
     *
     * @param address where; with port 0 all get the one that the first gets
     * @throws IOException if the address cannot be bound, or this system does not share ports; the message names the
     *     address and the cause
     */
    public static List<ServerSocketChannel> bindSharing(SocketAddress address, ListenOptions options, int count)
            throws IOException {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(options, "options");
        List<ServerSocketChannel> servers = new ArrayList<>(count);
        if (!options.reusePort()) {
            expectUnused(address, options.ipv4Only());
        }
        SocketAddress shared = address;
        try {
            for (int i = 0; i < count; i++) {
                ServerSocketChannel server = bind(shared, options.withReusePort(true));
                servers.add(server);
                shared = server.getLocalAddress();
            }
            return servers;
        } catch (IOException | RuntimeException | Error e) {
            for (ServerSocketChannel server : servers) {
                server.close();
            }
            throw e;
        }
    }
}
