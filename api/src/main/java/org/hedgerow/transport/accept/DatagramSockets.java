package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hedgerow.transport.BindOptions;

/** Opens sockets for datagrams. Never blocks. */
public final class DatagramSockets {
    private DatagramSockets() {}

    /** Makes one socket, not bound yet: one of a channel, or one of its own. */
    @FunctionalInterface
    public interface Source {

        /** A new socket. */
        DatagramSocket open() throws IOException;
    }

    /**
     * So many sockets on one port (SO_REUSEPORT), among which the system shares out the datagrams by their sender; a single
     * one where the system does not share ports. Unless the options share the port with others, too, it is an error if
     * somebody else has it.
     *
     * @param address where; with port 0 all get the one that the first gets
     * @throws IOException if the address cannot be bound, or the options ask for sharing that this system does not do; the
     *     message names the address and the cause
     */
    public static List<DatagramSocket> bind(SocketAddress address, BindOptions options, int count, Source source)
            throws IOException {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(address, "address");
        List<DatagramSocket> sockets = new ArrayList<>(count);
        try {
            DatagramSocket first = add(sockets, options, source);
            boolean shares = count > 1 && first.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
            if (options.reusePort() && !isAnyPort(address)) {
                share(first);
                first.bind(address);
            } else {
                // It shares no sooner than it has the port. Who shares and asks for any port may be given one that
                // somebody
                // else shares: Linux holds that to be free.
                first.bind(address);
                if (shares || options.reusePort()) {
                    share(first);
                }
            }
            while (shares && sockets.size() < count) {
                DatagramSocket next = add(sockets, options, source);
                share(next);
                next.bind(first.getLocalSocketAddress());
            }
            return sockets;
        } catch (IOException | RuntimeException e) {
            sockets.forEach(DatagramSocket::close);
            throw ServerChannels.cannotListen(address, e);
        } catch (Error e) {
            sockets.forEach(DatagramSocket::close);
            throw e;
        }
    }

    private static DatagramSocket add(List<DatagramSocket> sockets, BindOptions options, Source source)
            throws IOException {
        DatagramSocket socket = source.open();
        sockets.add(socket);
        socket.setReceiveBufferSize(options.receiveBuffer());
        return socket;
    }

    private static void share(DatagramSocket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }

    private static boolean isAnyPort(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getPort() == 0;
    }
}
