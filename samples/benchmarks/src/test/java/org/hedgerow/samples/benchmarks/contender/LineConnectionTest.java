package org.hedgerow.samples.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both ends of a connection in one thread, so that it is certain who waits for whom. */
class LineConnectionTest {
    private static final String QUERY = "a.example.com\n";
    private static final String REPLY = "a.example.com 10.0.0.1 A IN\n";
    private static final int MOST = 64 << 20; // octets, more than any system keeps for a socket

    private final Selector selector = Selector.open();
    private final SocketChannel client = SocketChannel.open();
    private final SelectionKey key;
    private final LineConnection connection;
    private long read;

    LineConnectionTest() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            client.connect(listener.getLocalAddress());
            client.configureBlocking(false);
            SocketChannel server = listener.accept();
            server.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
            server.configureBlocking(false);
            key = server.register(selector, SelectionKey.OP_READ);
            connection = new LineConnection(server, Map.of("a.example.com", REPLY));
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        key.channel().close();
        selector.close();
    }

    @Test
    void keepsWhatThePeerDoesNotTakeYet() throws IOException {
        ByteBuffer queries = ByteBuffer.wrap(QUERY.repeat(1000).getBytes(StandardCharsets.US_ASCII));
        long written = 0;
        while (key.interestOps() != SelectionKey.OP_WRITE && written < MOST) {
            written += client.write(queries);
            if (!queries.hasRemaining()) {
                queries.rewind();
            }
            serve();
        }
        assertThat(key.interestOps()).as("waits until it can go on writing").isEqualTo(SelectionKey.OP_WRITE);

        long replies = written / QUERY.length();
        ByteBuffer input = ByteBuffer.allocate(1 << 16);
        while (read < replies * REPLY.length()) {
            input.clear();
            assertThat(client.read(input)).isNotNegative();
            isMoreReplies(input.flip());
            serve();
        }
        assertThat(read).isEqualTo(replies * REPLY.length());
    }

    private void serve() throws IOException {
        if (selector.selectNow() > 0) {
            selector.selectedKeys().clear();
            connection.ready(key);
        }
    }

    private void isMoreReplies(ByteBuffer input) {
        String text = StandardCharsets.US_ASCII.decode(input).toString();
        int from = (int) (read % REPLY.length());
        String expected = REPLY.repeat(text.length() / REPLY.length() + 2).substring(from, from + text.length());
        assertThat(text).isEqualTo(expected);
        read += text.length();
    }
}
