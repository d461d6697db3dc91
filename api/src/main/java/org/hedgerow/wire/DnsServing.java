package org.hedgerow.wire;

import java.net.SocketAddress;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the serving side of the DNS protocol does with the messages of one socket, whichever kind it is: has its questions
 * resolved, all at once, and writes a reply to each by its deadline. Confined to the socket's lane.
 */
final class DnsServing {
    private static final Logger LOG = LoggerFactory.getLogger(DnsFormat.class);
    private static final Failed OVERLOADED =
            new Failed(Failed.Reason.OVERLOADED, "too many questions are in flight already");

    private final Resolver resolver;
    private final ServingTotals totals;
    private final Lane lane;
    private final Sender sender;
    private final DnsReader reader = new DnsReader();
    private final DnsReplies replies;
    private final DelayLine<DnsCall> deadlines;
    private int inFlight;
    private boolean over;

    /** How replies leave. */
    interface Sender {

        /** How many octets a reply to this query may have. */
        int limit(DnsQuery query);

        /**
         * Sends what the replies have written last.
         *
         * @param client to whom; null if there is only one
         */
        void send(DnsReplies replies, DnsQuery query, @Nullable SocketAddress client);

        /** A question is over that was in flight when its query had been taken. */
        void settled();
    }

    DnsServing(
            DnsFormat format,
            Resolver resolver,
            ServingOptions options,
            ServingTotals totals,
            Lane lane,
            Sender sender) {
        this.resolver = resolver;
        this.totals = totals;
        this.lane = lane;
        this.sender = sender;
        this.replies = new DnsReplies(format);
        this.deadlines = new DelayLine<>(lane, Nanos.of(options.timeout()), DnsServing::expire);
    }

    Lane lane() {
        return lane;
    }

    /** How many questions are worked on. */
    int inFlight() {
        return inFlight;
    }

    /**
     * Takes a message in; whether it was a query, which has been replied to or will be.
     *
     * @param overloaded whether to answer a question with that alone
     */
    boolean take(byte[] message, int from, int to, @Nullable SocketAddress client, boolean overloaded) {
        DnsQuery query = DnsQuery.read(message, from, to, reader);
        if (query == null) {
            totals.rejected();
            return false;
        }
        Question question = query.question();
        if (query.rcode() != Rcode.NOERROR || question == null) {
            totals.rejected();
            replies.reject(query, sender.limit(query));
            sender.send(replies, query, client);
            return true;
        }
        totals.asked();
        inFlight++;
        DnsCall call = new DnsCall(this, query, question, client);
        if (overloaded) {
            call.answer(OVERLOADED);
        } else {
            resolve(call);
        }
        if (!call.isReplied()) {
            call.deadline = deadlines.add(call);
        }
        return true;
    }

    private void resolve(DnsCall call) {
        try {
            resolver.resolve(call.question, call);
        } catch (RuntimeException | Error e) {
            // An Error, too: the socket outlives it, and the question must not stay in flight for good.
            LOG.warn("the resolver threw on {}", call.question, e);
            call.answer(new Failed(Failed.Reason.BAD_REPLY, "the resolver threw " + e));
        }
    }

    /** The answer is known. */
    void concluded(DnsCall call, Answer answer) {
        if (over) {
            return; // what one call lets go of may have answered another
        }
        inFlight--;
        totals.answered(answer);
        replies.write(call.query, answer, sender.limit(call.query));
        sender.send(replies, call.query, call.client);
        if (call.deadline != null) {
            call.deadline.leave();
            call.deadline = null;
            sender.settled();
        }
    }

    /** Nobody can be answered any more. */
    void cancelAll() {
        over = true;
        inFlight = 0;
        deadlines.clear(DnsCall::cancel);
    }

    private static void expire(DnsCall call) {
        call.expire(new Failed(Failed.Reason.TIMEOUT, call.question + ": no answer in time"));
    }
}
