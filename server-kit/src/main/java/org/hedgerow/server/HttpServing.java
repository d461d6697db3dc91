package org.hedgerow.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request of HTTP on one connection, which has its time and its length, the reply to it, and the end. */
final class HttpServing implements ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MAX_HEAD_BYTES = 8 * 1024;

    private final Function<HttpRequest, HttpReply> pages;
    private final OpenRequests requests;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private @Nullable Cancellable timer;
    private boolean replied;

    /**
     * A handler of one connection.
     *
     * @param pages replies; called in the lane
     * @param requests those that are open, which this becomes one of
     */
    HttpServing(Function<HttpRequest, HttpReply> pages, OpenRequests requests) {
        this.pages = pages;
        this.requests = requests;
    }

    @Override
    public void opened(Connection opened) {
        timer = opened.lane().schedule(LIMIT.toNanos(), opened::reset);
        requests.add(opened);
    }

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        if (replied) {
            return;
        }
        head.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        String text = head.toString(ISO_8859_1);
        int end = end(text);
        if (end >= 0) {
            reply(from, text.substring(0, end));
        } else if (head.size() > MAX_HEAD_BYTES) {
            reply(from, true, HttpReply.refusal("431 Request Header Fields Too Large", "expected at most 8 KiB"));
        }
    }

    /** Where the empty line is, before which a line may have ended in LF alone. */
    private static int end(String text) {
        int crlf = text.indexOf("\r\n\r\n");
        int lf = text.indexOf("\n\n");
        return crlf < 0 || lf < 0 ? Math.max(crlf, lf) : Math.min(crlf, lf);
    }

    private void reply(Connection to, String text) {
        try {
            HttpRequest request = HttpRequest.parse(text);
            reply(to, !request.method().equals("HEAD"), pages.apply(request));
        } catch (IllegalArgumentException e) {
            reply(to, true, HttpReply.refusal("400 Bad Request", String.valueOf(e.getMessage())));
        } catch (Throwable e) {
            Guard.failed(LOG, "what is to be told cannot be had", e);
            reply(to, true, HttpReply.refusal("500 Internal Server Error", "failed: " + e));
        }
    }

    private void reply(Connection to, boolean withBody, HttpReply reply) {
        replied = true;
        byte[] bytes = reply.bytes(withBody);
        to.write(bytes, 0, bytes.length);
        to.close();
    }

    @Override
    public void closed(Connection gone, @Nullable IOException cause) {
        requests.remove(gone);
        if (timer != null) {
            timer.cancel();
        }
    }
}
