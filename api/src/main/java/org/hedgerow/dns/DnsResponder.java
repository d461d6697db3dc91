package org.hedgerow.dns;

import java.util.Arrays;
import java.util.Objects;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.wire.ServingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the bytes of a query with the bytes of a reply (RFC 1035), for what carries such messages in ways of its own, as
 * HTTPS does (RFC 8484) and QUIC (RFC 9250). What {@link DnsCodec} is to those that ask, this is to those that serve: the
 * replies are the ones that {@link DnsFormat} sends over streams, up to 65,535 bytes and without padding.
 *
 * <p>Each question is answered by the deadline of the serving options, and counts in their totals and memory. While
 * {@link org.hedgerow.wire.ServingOptions#maxDatagrams} questions are in flight, or all memory is held, further ones are
 * answered at once that the server is overloaded (SERVFAIL), unless none is in flight. A resolver that throws, and an answer
 * that cannot be written, cost their question only, which is answered SERVFAIL.
 *
 * <p>Confined to its lane: each method is called inside it, and throws {@link IllegalStateException} outside; so are its
 * callbacks. None blocks. One serves any number of connections of its lane; {@link #close} it after the last.
 */
public final class DnsResponder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsFormat.class);

    private final Lane lane;
    private final DnsServing<Request> serving;
    private boolean closed;

    /**
     * Takes what becomes of one message, one of these once; neither after it was cancelled or the responder closed. Called
     * in the lane, perhaps before {@link #respond} returns. What it throws is logged, and costs nobody else anything.
     */
    public interface ReplyTo {

        /**
         * The reply to the query.
         *
         * @param message the whole of it, and no length before it; belongs to the callee
         */
        void reply(byte[] message);

        /**
         * Nothing is replied because the message is no query, but a response, or shorter than a header (12 bytes). Over HTTPS
         * that is a bad request, over QUIC an error of the protocol.
         */
        void noQuery();
    }

    /** One message on its way to a reply. */
    private static final class Request implements Cancellable {
        private final ReplyTo replyTo;
        private @Nullable DnsCall<Request> call; // null unless it is in flight

        Request(ReplyTo replyTo) {
            this.replyTo = replyTo;
        }

        @Override
        public void cancel() {
            if (call != null) {
                call.abandon();
            }
        }

        /** Tells what came of it; null is no query. */
        void end(byte @Nullable [] reply) {
            try {
                if (reply == null) {
                    replyTo.noQuery();
                } else {
                    replyTo.reply(reply);
                }
            } catch (Throwable e) {
                Guard.failed(LOG, "what takes a reply threw", e);
            }
        }
    }

    private DnsResponder(DnsFormat format, ServingContext context, Lane lane) {
        this.lane = lane;
        this.serving = new DnsServing<>(format, context, lane, new DnsServing.Sender<>() {
            @Override
            public int limit(DnsQuery query) {
                return DnsWriter.MAX_OCTETS;
            }

            @Override
            public void send(DnsReplies replies, DnsQuery query, Request request) {
                DnsWriter written = replies.written();
                int end = DnsWriter.PREFIX + written.length();
                byte[] reply = Arrays.copyOfRange(written.bytes(), DnsWriter.PREFIX, end);
                written.release();
                request.end(reply);
            }

            @Override
            public void begun(DnsCall<Request> call, Request request) {
                request.call = call;
            }

            @Override
            public void settled() {}
        });
    }

    /**
     * A responder that has nothing in flight. Inside the lane only.
     *
     * @param format whether it is {@linkplain DnsFormat#authoritative authoritative}, and its {@linkplain
     *     DnsFormat#withPayload payload}, show in the replies; how it carries messages does not matter
     * @param context whose resolver is asked, in the lane
     * @param lane to which all is confined
     */
    public static DnsResponder of(DnsFormat format, ServingContext context, Lane lane) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(context, "context");
        expectInside(Objects.requireNonNull(lane, "lane"));
        return new DnsResponder(format, context, lane);
    }

    /**
     * Has a query answered. The reply repeats its id, whatever that is: what carries messages may demand a certain one (0
     * in QUIC).
     *
     * @param message holds the query from {@code from} up to {@code to}, exclusively; neither changed nor kept
     * @param replyTo told once what to reply, at the deadline at the latest
     * @return gives the query up, so that nothing is replied to it; does nothing once it has been replied to
     * @throws IndexOutOfBoundsException if the range is not within the array
     * @throws IllegalStateException outside the lane, or if it is closed
     */
    public Cancellable respond(byte[] message, int from, int to, ReplyTo replyTo) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(replyTo, "replyTo");
        Objects.checkFromToIndex(from, to, message.length);
        expectInside(lane);
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Request request = new Request(replyTo);
        if (!serving.take(message, from, to, request, serving.isOverloaded())) {
            request.end(null);
        }
        return request;
    }

    /** How many questions are in flight. */
    public int inFlight() {
        expectInside(lane);
        return serving.inFlight();
    }

    /** Gives up what is in flight, to which nothing will be replied, and all that it holds. Idempotent. */
    @Override
    public void close() {
        expectInside(lane);
        if (!closed) {
            closed = true;
            serving.cancelAll();
        }
    }

    private static void expectInside(Lane lane) {
        if (!lane.inside()) {
            throw new IllegalStateException("a responder is confined to its lane");
        }
    }
}
