package org.hedgerow.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A server that accepts nobody and whose backlog is full, so that connecting to it hangs. */
final class FullServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket();
    private final List<SocketChannel> waiting = new ArrayList<>();

    FullServer() throws IOException {
        server.bind(TransportBench.anyPort(), 1);
        for (int i = 0; i < 8; i++) {
            SocketChannel channel = SocketChannel.open();
            waiting.add(channel);
            channel.configureBlocking(false);
            channel.connect(server.getLocalSocketAddress());
        }
    }

    SocketAddress address() {
        return server.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        server.close();
    }
}
