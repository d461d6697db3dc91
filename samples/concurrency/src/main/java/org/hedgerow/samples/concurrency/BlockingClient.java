package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The 70 MB client as one would write it first: one send, which returns when the kernel has taken everything. */
final class BlockingClient {
    private BlockingClient() {}

    static void send(SocketAddress server, ByteBuffer data, SendLog log) throws IOException {
        try (SocketChannel socket = SocketChannel.open(server)) {
            int length = data.remaining();
            int sent = socket.write(data); // the thread waits in here, and can do nothing else
            log.sent(sent, data.remaining());
            if (sent != length) {
                throw new IOException("a blocking send took " + sent + " of " + length);
            }
        }
    }
}
