package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The 70 MB client without blocking: a send takes what fits into the buffer of the kernel, so it takes many, and most of
 * them take nothing. All that while a processor is busy with asking again.
 */
final class NonBlockingClient {
    private NonBlockingClient() {}

    static void send(SocketAddress server, ByteBuffer data, SendLog log) throws IOException {
        try (SocketChannel socket = SocketChannel.open(server)) {
            socket.configureBlocking(false);
            while (data.hasRemaining()) {
                int sent = socket.write(data); // returns at once; 0 is what C calls EAGAIN
                log.sent(sent, data.remaining());
            }
        }
    }
}
