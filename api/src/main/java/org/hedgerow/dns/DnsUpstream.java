package org.hedgerow.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.RecordType;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamCounts;
import org.hedgerow.wire.UpstreamOptions;

/**
 * The asking side of the DNS protocol, towards one server and in one lane. Callers of one question share its query, so that
 * a forger has but one to guess at. The way of a query:
 *
 * <pre>
 *   datagram --silence--&gt; the same datagram again, after waits that double, while somebody waits; from the
 *      |                     third time on in plain case
 *      +-- a reply --------------&gt; the answer
 *      +-- one cut short (TC) ---&gt; over the connection
 *      +-- FORMERR, NOTIMP or
 *      |   BADVERS to EDNS ------&gt; once more, without it (RFC 6891, section 6.2.2)
 *      +-- one in another case --&gt; once more, spelled as it was asked; after three of these no case is mixed any more
 *      +-- a failure's header ---&gt; over the connection, where it is believed
 *      +-- whatever else comes is dropped
 * </pre>
 */
final class DnsUpstream implements Upstream, QueryPath.Owner {
    private final DnsFormat format;
    private final Lane lane;
    private final UpstreamOptions options;
    private final UpstreamCounts counts;
    private final DnsAnswers answers = new DnsAnswers();
    private final ServerSkills skills;
    private final Map<Question, DnsPending> pending = new HashMap<>();
    private final DnsDatagramAsking datagrams;
    private final DnsStreamAsking stream;
    private int waiters;
    private boolean closed;

    DnsUpstream(DnsFormat format, AskingContext asking) {
        this.format = format;
        this.lane = asking.lane();
        this.options = asking.options();
        this.counts = asking.totals().open(lane);
        this.skills = new ServerSkills(asking.server());
        DnsAskingContext context = new DnsAskingContext(format, asking, counts, new UnpredictableBits());
        this.datagrams = new DnsDatagramAsking(context, skills, this);
        this.stream = new DnsStreamAsking(context, this);
    }

    @Override
    public void ask(Question question, Call call) {
        if (question.type().equals(RecordType.ANY)) {
            AnyAddress.ask(this, question, call);
        } else {
            askFor(question, call);
        }
    }

    /** Asks for just this type, be it ANY. */
    void askFor(Question question, Call call) {
        if (call.isDone()) {
            return;
        }
        DnsPending waiting = pending.get(question);
        if (closed) {
            call.answer(Failed.of(Failed.Reason.CLOSED, "the resolver is closed"));
        } else if (waiters >= options.maxPending()) {
            call.answer(Failed.of(Failed.Reason.OVERLOADED, waiters + " questions wait already"));
        } else if (waiting != null) {
            add(waiting, call);
            if (!endIfOld(waiting)) {
                datagrams.sendAgainIfOld(waiting);
            }
        } else {
            DnsPending asked = new DnsPending(question, this, lane.now());
            pending.put(question, asked);
            counts.asked();
            add(asked, call);
            begin(asked);
        }
    }

    private void add(DnsPending waiting, Call call) {
        waiters++;
        counts.waiting(1);
        waiting.join(call);
    }

    private void begin(DnsPending asked) {
        if (format.isStreamOnly()) {
            asked.setEdns(skills.hasEdns(lane.now()));
            sendOverStream(asked);
        } else {
            datagrams.send(asked);
        }
    }

    private void sendOverStream(DnsPending asked) {
        asked.spelledPlain();
        stream.send(asked);
    }

    @Override
    public void wantsStream(DnsPending asked) {
        asked.takeBack(); // it is not to be sent again
        asked.leave();
        sendOverStream(asked);
    }

    @Override
    public void replied(DnsPending asked, byte[] message, int from, int to) {
        Answer answer = answers.read(asked.question, message, from, to);
        boolean refusesEdns = DnsAnswers.refusesEdns(answers.rcode());
        if (refusesEdns && asked.hasEdns()) {
            askWithoutEdns(asked);
            return;
        }
        if (!refusesEdns && !asked.hasEdns()) {
            skills.repliedWithoutEdns(lane.now());
        }
        asked.leave();
        remove(asked);
        asked.answer(answer);
    }

    private void askWithoutEdns(DnsPending asked) {
        boolean overStream = asked.path() == stream;
        asked.leave();
        if (overStream) {
            asked.setEdns(false);
            sendOverStream(asked);
        } else {
            datagrams.sendWithoutEdns(asked);
        }
    }

    @Override
    public void failed(DnsPending asked, Failed failure) {
        remove(asked);
        asked.leave();
        asked.answer(failure);
    }

    @Override
    public void close() {
        closed = true;
        Failed failure = Failed.of(Failed.Reason.CLOSED, "the resolver is closed");
        for (DnsPending each : List.copyOf(pending.values())) {
            failed(each, failure);
        }
        datagrams.close();
        stream.close();
    }

    /** One caller less waits. */
    void waiterGone() {
        waiters--;
        counts.waiting(-1);
    }

    /** Ends what its callers have waited for together for as long as they may; whether it has. */
    boolean endIfOld(DnsPending waiting) {
        if (!waiting.isOld(lane.now())) {
            return false;
        }
        remove(waiting);
        waiting.giveUp();
        waiting.answer(Failed.of(Failed.Reason.TIMEOUT, waiting.question + ": no answer in time"));
        return true;
    }

    /** The last caller has gone without an answer. */
    void abandoned(DnsPending gone) {
        remove(gone);
        gone.giveUp();
    }

    private void remove(DnsPending over) {
        pending.remove(over.question, over);
        over.takeBack();
    }
}
