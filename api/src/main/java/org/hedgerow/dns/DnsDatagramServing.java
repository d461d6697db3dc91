package org.hedgerow.dns;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.wire.ServingContext;
import org.jspecify.annotations.Nullable;

/**
 * The serving side of the DNS protocol on one datagram port. At the limit of questions in flight, or of the memory for them,
 * further ones are answered at once that the server is overloaded.
 */
final class DnsDatagramServing implements DatagramHandler, DnsServing.Sender<SocketAddress> {
    private static final int PAYLOAD_WITHOUT_EDNS = 512;

    private final DnsFormat format;
    private final ServingContext context;
    private final @Nullable RateLimiter limiter;
    private @Nullable DatagramPort port;
    private @Nullable DnsServing<SocketAddress> serving;
    private boolean inputEnded;

    DnsDatagramServing(DnsFormat format, ServingContext context) {
        this.format = format;
        this.context = context;
        RateLimit limit = format.rateLimit();
        this.limiter = limit == null ? null : new RateLimiter(limit);
    }

    @Override
    public void opened(DatagramPort opened) {
        port = opened;
        serving = new DnsServing<>(format, context, opened.lane(), this);
    }

    @Override
    public void received(DatagramPort from, ByteBuffer bytes, SocketAddress client) {
        DnsServing<SocketAddress> open = serving();
        int start = bytes.arrayOffset() + bytes.position();
        open.take(bytes.array(), start, start + bytes.remaining(), client, open.isOverloaded());
    }

    @Override
    public void ended(DatagramPort from) {
        inputEnded = true;
        settled();
    }

    @Override
    public void closed(DatagramPort gone, @Nullable IOException cause) {
        if (serving != null) {
            serving.cancelAll();
        }
    }

    @Override
    public int limit(DnsQuery query) {
        Edns edns = query.edns();
        return edns == null
                ? PAYLOAD_WITHOUT_EDNS
                : Math.max(PAYLOAD_WITHOUT_EDNS, Math.min(edns.payload(), format.payload()));
    }

    @Override
    public void send(DnsReplies replies, DnsQuery query, SocketAddress client) {
        DatagramPort open = Objects.requireNonNull(port, "opened");
        if (limiter != null) {
            RateLimiter.Verdict verdict = limiter.judge(client, open.lane().now());
            if (verdict != RateLimiter.Verdict.SEND) {
                serving().counts().limited();
            }
            if (verdict == RateLimiter.Verdict.DROP) {
                return;
            }
            if (verdict == RateLimiter.Verdict.TRUNCATE) {
                replies.truncate(query, limit(query));
            }
        }
        DnsWriter reply = replies.written();
        open.send(reply.bytes(), DnsWriter.PREFIX, reply.length(), client);
    }

    @Override
    public void settled() {
        if (inputEnded && serving().inFlight() == 0) {
            Objects.requireNonNull(port, "opened").close();
        }
    }

    private DnsServing<SocketAddress> serving() {
        return Objects.requireNonNull(serving, "opened");
    }
}
