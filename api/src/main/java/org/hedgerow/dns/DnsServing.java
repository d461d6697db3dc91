package org.hedgerow.dns;

import java.net.SocketAddress;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.wire.HeldMemory;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingCounts;
import org.hedgerow.wire.shared.DelayLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the serving side of the DNS protocol does with the messages of one socket, whichever kind it is: has its questions
 * resolved, all at once, and writes a reply to each by its deadline. Confined to the socket's lane.
 */
final class DnsServing {
    private static final Logger LOG = LoggerFactory.getLogger(DnsFormat.class);
    private static final Failed UNWRITABLE = Failed.of(Failed.Reason.BAD_REPLY, "the answer could not be written");
    private static final Failed OVERLOADED =
            Failed.of(Failed.Reason.OVERLOADED, "too many questions are in flight already");

    private final Resolver resolver;
    private final ServingCounts counts;
    private final HeldMemory memory;
    private final Lane lane;
    private final Sender sender;
    private final DnsReader reader = new DnsReader();
    private final DnsReplies replies;
    private final DelayLine<Deadline> deadlines;
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

    /** By when a query is replied to. */
    static final class Deadline extends DelayLine.Place {
        private final DnsQuery query;

        private Deadline(DnsQuery query) {
            this.query = query;
        }
    }

    DnsServing(DnsFormat format, ServingContext context, Lane lane, Sender sender) {
        this.resolver = context.resolver();
        this.counts = context.totals().open(lane);
        this.memory = context.options().memory().open(lane);
        this.lane = lane;
        this.sender = sender;
        this.replies = new DnsReplies(format);
        this.deadlines = new DelayLine<>(lane, Nanos.of(context.options().timeout()), DnsServing::expire);
    }

    Lane lane() {
        return lane;
    }

    ServingCounts counts() {
        return counts;
    }

    /** What its socket holds. */
    HeldMemory memory() {
        return memory;
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
            counts.rejected();
            return false;
        }
        DomainName name = query.name();
        if (name == null || query.rcode() != Rcode.NOERROR) {
            counts.rejected();
            replies.reject(query, sender.limit(query));
            sender.send(replies, query, client);
            return true;
        }
        counts.asked();
        inFlight++;
        query.begin(this, client);
        if (overloaded) {
            query.answer(OVERLOADED);
        } else {
            resolve(name, query);
        }
        if (!query.isReplied()) {
            Deadline deadline = new Deadline(query);
            query.dueBy(deadline);
            deadlines.add(deadline);
            memory.hold(held(query));
        }
        return true;
    }

    private void resolve(DomainName name, DnsQuery query) {
        try {
            // Made here, and kept nowhere, so that before a table the compiler does without it; hence two calls.
            if (query.isPlain()) {
                resolver.resolve(Question.of(name, RecordType.of(query.type())), query);
            } else {
                resolver.resolve(query.wishes(Question.of(name, RecordType.of(query.type()))), query);
            }
        } catch (Throwable e) {
            // Whatever it is: the socket outlives it, and the question must not stay in flight for good.
            Guard.failed(LOG, "the resolver threw on " + query.question(), e);
            query.answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + Guard.text(e)));
        }
    }

    /** The answer is known. */
    void concluded(DnsQuery query, Answer answer) {
        if (over) {
            return; // what one call lets go of may have answered another
        }
        inFlight--;
        counts.answered(answer);
        try {
            reply(query, answer);
        } catch (Throwable e) {
            Guard.failed(LOG, "an answer to " + query.question() + " could not be written", e);
            reply(query, UNWRITABLE);
        } finally {
            if (query.leaveDeadline()) {
                memory.release(held(query));
                sender.settled();
            }
        }
    }

    private void reply(DnsQuery query, Answer answer) {
        replies.write(query, answer, sender.limit(query));
        sender.send(replies, query, query.client());
    }

    private static int held(DnsQuery query) {
        DomainName name = query.name();
        return InFlightMemory.ofQuestion(name == null ? 0 : name.wireOctets());
    }

    /** Nobody can be answered any more, nor is anything counted. */
    void cancelAll() {
        over = true;
        inFlight = 0;
        deadlines.clear(deadline -> deadline.query.cancel());
        memory.close();
        counts.end();
    }

    private static void expire(Deadline passed) {
        DnsQuery query = passed.query;
        query.answer(Failed.of(Failed.Reason.TIMEOUT, query.question() + ": no answer in time"));
    }
}
