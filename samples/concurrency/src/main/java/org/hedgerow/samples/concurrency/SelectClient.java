package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** The 70 MB client driven by select: when a send takes nothing, it sleeps until the socket can be written to again. */
final class SelectClient {
    private SelectClient() {}

    static void send(SocketAddress server, ByteBuffer data, SendLog log) throws IOException {
        try (SocketChannel socket = SocketChannel.open(server);
                Selector selector = Selector.open()) {
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_WRITE);
            while (data.hasRemaining()) {
                int sent = socket.write(data);
                log.sent(sent, data.remaining());
                if (sent == 0) {
                    selector.select(); // blocks, but could wait for a thousand sockets just as well
                    selector.selectedKeys().clear();
                }
            }
        }
    }
}
