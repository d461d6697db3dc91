package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Passes on datagrams: for each client there is a port, by which the server tells them apart. On the link's thread. */
final class DatagramLink implements LinkLoop.Readiness {
    private static final int LARGEST = 65_535;

    /** An asker uses ports for a minute or a few questions; those that were not heard of for longest go. */
    private static final int CLIENTS = 1024;

    private final LinkLoop loop;
    private final LinkFates fates;
    private final DatagramChannel clients;
    private final SocketAddress server;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
    private final Map<SocketAddress, DatagramChannel> ports = new LinkedHashMap<>(16, 0.75f, true);

    DatagramLink(LinkLoop loop, LinkFates fates, DatagramChannel clients, SocketAddress server) throws IOException {
        this.loop = loop;
        this.fates = fates;
        this.clients = clients;
        this.server = server;
        loop.register(clients, SelectionKey.OP_READ, this);
    }

    @Override
    public void ready() {
        try {
            buffer.clear();
            for (SocketAddress from = clients.receive(buffer); from != null; from = clients.receive(buffer)) {
                DatagramChannel port = port(from);
                byte[] datagram = take();
                pass(Chunk.Direction.TO_SERVER, datagram, () -> port.write(ByteBuffer.wrap(datagram)));
            }
        } catch (IOException gone) {
            // Of a datagram that went out before: the next one may do better.
        }
    }

    private void replies(DatagramChannel port, SocketAddress client) {
        try {
            buffer.clear();
            while (port.isOpen() && port.read(buffer) > 0) {
                byte[] datagram = take();
                pass(Chunk.Direction.TO_CLIENT, datagram, () -> clients.send(ByteBuffer.wrap(datagram), client));
            }
        } catch (IOException nobodyThere) {
            // The server's port is closed, which clients of the link are not told: datagrams get lost.
        }
    }

    private byte[] take() {
        byte[] datagram = new byte[buffer.flip().remaining()];
        buffer.get(datagram).clear();
        return datagram;
    }

    private void pass(Chunk.Direction direction, byte[] datagram, Sending sending) {
        long arrived = loop.now(); // before it is counted: who sees the count may move the time
        for (Duration each : fates.next(direction, datagram.length).deliveries()) {
            loop.at(arrived + each.toNanos(), () -> {
                try {
                    sending.send();
                } catch (IOException lost) {
                    // As datagrams are, or its port has made room for another.
                }
            });
        }
    }

    private DatagramChannel port(SocketAddress client) throws IOException {
        DatagramChannel known = ports.get(client);
        if (known != null) {
            return known;
        }
        DatagramChannel port = DatagramChannel.open();
        ports.put(client, port);
        port.connect(server);
        loop.register(port, SelectionKey.OP_READ, () -> replies(port, client));
        if (ports.size() > CLIENTS) {
            var eldest = ports.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
        return port;
    }

    private interface Sending {
        void send() throws IOException;
    }
}
