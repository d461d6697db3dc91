package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection of {@link LineSelector}. Says nothing for a name that the table does not have, as table servers of the
 * course; reads no more while its peer does not read what has been said.
 */
final class LineConnection {
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final SocketChannel channel;
    private final Map<String, String> replies;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER_OCTETS);
    private @Nullable ByteBuffer unsent;

    LineConnection(SocketChannel channel, Map<String, String> replies) {
        this.channel = channel;
        this.replies = replies;
    }

    /** Something can be read, or written again. */
    void ready(SelectionKey key) throws IOException {
        try {
            if (key.isWritable()) {
                write(key);
            } else {
                read(key);
            }
        } catch (IOException gone) {
            channel.close();
        }
    }

    private void read(SelectionKey key) throws IOException {
        if (channel.read(input) < 0) {
            channel.close();
            return;
        }
        String output = answer();
        if (!input.hasRemaining()) {
            channel.close(); // a line that does not fit is no name
        } else if (!output.isEmpty()) {
            unsent = ByteBuffer.wrap(output.getBytes(StandardCharsets.UTF_8));
            write(key);
        }
    }

    /** The replies to the lines that are there; what follows the last of them stays. */
    private String answer() {
        input.flip();
        String text = StandardCharsets.UTF_8.decode(input.duplicate()).toString();
        StringBuilder output = new StringBuilder();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            String reply =
                    replies.get(CourseTable.key(text.substring(start, end).strip()));
            if (reply != null) {
                output.append(reply);
            }
            start = end + 1;
        }
        int last = input.limit();
        while (last > 0 && input.get(last - 1) != '\n') {
            last--;
        }
        input.position(last);
        input.compact();
        return output.toString();
    }

    private void write(SelectionKey key) throws IOException {
        if (unsent != null) {
            channel.write(unsent);
            boolean all = !unsent.hasRemaining();
            unsent = all ? null : unsent;
            key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        }
    }
}
