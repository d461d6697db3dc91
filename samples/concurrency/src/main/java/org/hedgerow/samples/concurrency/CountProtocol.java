package org.hedgerow.samples.concurrency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;

/**
 * The protocol of all servers here: the client sends a decimal number, the server sends that many octets and closes. LF,
 * CRLF, a short silence or the end of the input ends the number, since clients differ. {@code workers} gets how the
 * connections fell to the workers, where there are such. Anything else gets a line of error.
 * The same on every design: it never blocks, and writes no faster than the client reads.
 */
final class CountProtocol implements ConnectionHandler {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST_PENDING = 64 * 1024;

    private final Request request = new Request();
    private final Bytes bytes;
    private final Supplier<List<String>> shares;
    private boolean asked;
    private long wanted;
    private long written;

    private CountProtocol(Bytes bytes, Supplier<List<String>> shares) {
        this.bytes = bytes;
        this.shares = shares;
    }

    /** Handlers that get the octets from here, each from one of its own. */
    static ConnectionHandlerFactory serving(Supplier<Bytes> bytes) {
        return serving(bytes, List::of);
    }

    /** As {@link #serving(Supplier)}, and the lines of {@link Shares} from there. */
    static ConnectionHandlerFactory serving(Supplier<Bytes> bytes, Supplier<List<String>> shares) {
        return () -> new CountProtocol(bytes.get(), shares);
    }

    @Override
    public void received(Connection connection, ByteBuffer input) {
        if (asked) {
            return; // one request a connection
        }
        if (request.take(input)) {
            answer(connection);
        } else {
            connection.awaitQuiet(QUIET_NANOS);
        }
    }

    @Override
    public void quiet(Connection connection) {
        answer(connection);
    }

    @Override
    public void ended(Connection connection) {
        answer(connection);
    }

    @Override
    public void drained(Connection connection) {
        if (asked) {
            writeMore(connection);
        }
    }

    private void answer(Connection connection) {
        if (asked) {
            return;
        }
        asked = true;
        List<String> lines = request.text().equals(Shares.REQUEST) ? shares.get() : List.of();
        wanted = Request.parse(request.text());
        if (!lines.isEmpty()) {
            reply(connection, String.join("\n", lines) + "\n");
        } else if (wanted < 0) {
            reply(connection, request.refusal());
        } else {
            writeMore(connection);
        }
    }

    private static void reply(Connection connection, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        connection.write(octets, 0, octets.length);
        connection.close();
    }

    private void writeMore(Connection connection) {
        while (written < wanted && connection.pendingOutput() < MOST_PENDING) {
            written += bytes.write(connection, written, wanted - written);
        }
        if (written >= wanted) {
            connection.close(); // once all is sent
        }
    }
}
