package org.hedgerow.dns;

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
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingCounts;
import org.hedgerow.wire.shared.DelayLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the serving side of the DNS protocol does with messages, whatever carries them: has its questions resolved, all at
 * once, and writes a reply to each by its deadline. Confined to its lane.
 *
 * @param <R> where replies go
 */
final class DnsServing<R> {
    private static final Logger LOG = LoggerFactory.getLogger(DnsFormat.class);
    private static final Failed UNWRITABLE = Failed.of(Failed.Reason.BAD_REPLY, "the answer could not be written");
    private static final Failed OVERLOADED =
            Failed.of(Failed.Reason.OVERLOADED, "too many questions are in flight already");

    private final Resolver resolver;
    private final ServingCounts counts;
    private final HeldMemory memory;
    private final Lane lane;
    private final Sender<R> sender;
    private final int maxDatagrams;
    private final DnsQueryReader query = new DnsQueryReader();
    private final DnsReplies replies;
    private final DelayLine<DnsCall.Deadline> deadlines;
    private int inFlight;
    private boolean over;

    /** How replies leave. */
    interface Sender<R> {

        /** How many octets a reply to this query may have. */
        int limit(DnsQuery query);

        /** Sends what the replies have written last. */
        void send(DnsReplies replies, DnsQuery query, R returnPath);

        /** A query has been taken, and its question is in flight. */
        default void begun(DnsCall<R> call, R returnPath) {}

        /** Such a question is over. */
        void settled();
    }

    DnsServing(DnsFormat format, ServingContext context, Lane lane, Sender<R> sender) {
        this.resolver = context.resolver();
        this.counts = context.totals().open(lane);
        this.memory = context.options().memory().open(lane);
        this.lane = lane;
        this.sender = sender;
        this.maxDatagrams = context.options().maxDatagrams();
        this.replies = new DnsReplies(format);
        this.deadlines = new DelayLine<>(lane, Nanos.of(context.options().timeout()), DnsServing::expire);
    }

    Lane lane() {
        return lane;
    }

    ServingCounts counts() {
        return counts;
    }

    /** What its questions hold, and its buffers. */
    HeldMemory memory() {
        return memory;
    }

    /** How many questions are worked on. */
    int inFlight() {
        return inFlight;
    }

    /** Whether there are as many questions, or as much memory for them, as where reading cannot stop. */
    boolean isOverloaded() {
        return inFlight > 0 && (inFlight >= maxDatagrams || !memory.hasRoom());
    }

    /**
     * Takes a message in; whether it was a query, which has been replied to or will be.
     *
     * @param overloaded whether to answer a question with that alone
     */
    boolean take(byte[] message, int from, int to, R returnPath, boolean overloaded) {
        if (!query.read(message, from, to)) {
            counts.rejected();
            return false;
        }
        DomainName name = query.name();
        if (name == null || query.rcode() != Rcode.NOERROR) {
            counts.rejected();
            replies.reject(query, sender.limit(query));
            sender.send(replies, query, returnPath);
            return true;
        }
        counts.asked();
        inFlight++;
        DnsCall<R> call = new DnsCall<>(this, query, name, returnPath);
        if (overloaded) {
            call.answer(OVERLOADED);
        } else {
            resolve(name, call);
        }
        DnsCall.Deadline deadline = call.awaitDeadline();
        if (deadline != null) {
            deadlines.add(deadline);
            memory.hold(call.held());
            sender.begun(call, returnPath);
        }
        return true;
    }

    private void resolve(DomainName name, DnsCall<R> call) {
        try {
            // Made here, and kept nowhere, so that before a table the compiler does without it; hence two calls.
            if (call.isPlain()) {
                resolver.resolve(Question.of(name, RecordType.of(call.type())), call);
            } else {
                resolver.resolve(call.wishes(Question.of(name, RecordType.of(call.type()))), call);
            }
        } catch (Throwable e) {
            // Whatever it is: the socket outlives it, and the question must not stay in flight for good.
            Guard.failed(LOG, "the resolver threw on " + call.question(), e);
            call.answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + Guard.text(e)));
        }
    }

    /** The answer is known. */
    void concluded(DnsCall<R> call, Answer answer) {
        if (over) {
            return; // what one call lets go of may have answered another
        }
        counts.answered(answer);
        inFlight--;
        try {
            reply(call, answer);
        } catch (Throwable e) {
            Guard.failed(LOG, "an answer to " + call.question() + " could not be written", e);
            reply(call, UNWRITABLE);
        } finally {
            letGo(call);
        }
    }

    private void reply(DnsCall<R> call, Answer answer) {
        replies.write(call, answer, sender.limit(call));
        sender.send(replies, call, call.returnPath());
    }

    /** No reply is wanted any more. */
    void abandoned(DnsCall<R> call) {
        inFlight--;
        letGo(call);
    }

    private void letGo(DnsCall<R> call) {
        if (call.leaveDeadline()) {
            memory.release(call.held());
            sender.settled();
        }
    }

    /** Nobody can be answered any more, nor is anything counted. */
    void cancelAll() {
        over = true;
        inFlight = 0;
        deadlines.clear(deadline -> deadline.call.cancel());
        memory.close();
        counts.end();
    }

    private static void expire(DnsCall.Deadline passed) {
        DnsCall<?> call = passed.call;
        call.answer(Failed.of(Failed.Reason.TIMEOUT, call.question() + ": no answer in time"));
    }
}
