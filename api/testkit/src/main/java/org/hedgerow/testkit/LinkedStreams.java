package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A connection of a client over a link and the one that it leads to. On the link's thread. */
final class LinkedStreams implements LinkLoop.Readiness {
    private final SocketChannel client;
    private final SocketChannel server;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;
    private final StreamHalf toServer;
    private final StreamHalf toClient;
    private final Runnable onEnd;

    LinkedStreams(LinkLoop loop, LinkFates fates, SocketChannel client, SocketChannel server, Runnable onEnd)
            throws IOException {
        this.client = client;
        this.server = server;
        this.onEnd = onEnd;
        toServer = new StreamHalf(loop, fates, Chunk.Direction.TO_SERVER);
        toClient = new StreamHalf(loop, fates, Chunk.Direction.TO_CLIENT);
        clientKey = loop.register(client, 0, this);
        serverKey = loop.register(server, SelectionKey.OP_CONNECT, this);
    }

    /** Connects to the server; what the client says meanwhile waits. */
    void connect(SocketAddress address) {
        try {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (server.connect(address)) {
                ready();
            }
        } catch (IOException unreachable) {
            cut();
        }
    }

    @Override
    public void ready() {
        if (!client.isOpen()) {
            return; // something was still due when it was cut
        }
        try {
            if (server.isConnectionPending() && !server.finishConnect()) {
                return;
            }
            if (!toServer.read(client, this::ready) || !toClient.read(server, this::ready)) {
                cut();
                return;
            }
            toServer.write(server);
            toClient.write(client);
            if (toServer.ended() && toClient.ended()) {
                close();
            } else {
                clientKey.interestOps(interest(toServer, toClient));
                serverKey.interestOps(interest(toClient, toServer));
            }
        } catch (IOException reset) {
            cut();
        }
    }

    private static int interest(StreamHalf read, StreamHalf written) {
        return (read.wantsToRead() ? SelectionKey.OP_READ : 0) | (written.wantsToWrite() ? SelectionKey.OP_WRITE : 0);
    }

    /** Resets both sides. */
    void cut() {
        reset(client);
        reset(server);
        onEnd.run();
    }

    private void close() throws IOException {
        client.close();
        server.close();
        onEnd.run();
    }

    private static void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
