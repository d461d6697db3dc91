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
 * The asking side of the DNS protocol, towards one server and in one lane, by an {@link Exchange} of any kind. Callers of one
 * question share its query, so that a forger has but one to guess at. A query with EDNS that is replied to with FORMERR, NOTIMP or
 * BADVERS goes once more without (RFC 6891, section 6.2.2).
 */
final class DnsUpstream implements Upstream, Exchange.Owner {
    private final Lane lane;
    private final UpstreamOptions options;
    private final UpstreamCounts counts;
    private final DnsAnswers answers = new DnsAnswers();
    private final ServerSkills skills;
    private final Map<Question, DnsPending> pending = new HashMap<>();
    private final Exchange exchange;
    private int waiters;
    private boolean closed;

    DnsUpstream(DnsFormat format, AskingContext asking, Exchange.Factory exchanges) {
        this.lane = asking.lane();
        this.options = asking.options();
        this.counts = asking.totals().open(lane);
        this.skills = new ServerSkills(asking.server());
        this.exchange =
                exchanges.open(new ExchangeContext(format, asking, counts, new UnpredictableBits(), skills), this);
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
                exchange.joined(waiting);
            }
        } else {
            DnsPending asked = new DnsPending(question, this, lane.now());
            pending.put(question, asked);
            counts.asked();
            add(asked, call);
            asked.setEdns(skills.hasEdns(lane.now()));
            exchange.send(asked);
        }
    }

    private void add(DnsPending waiting, Call call) {
        waiters++;
        counts.waiting(1);
        waiting.join(call);
    }

    @Override
    public void replied(DnsPending asked, byte[] message, int from, int to) {
        Answer answer = answers.read(asked.question, message, from, to);
        boolean refusesEdns = DnsAnswers.refusesEdns(answers.rcode());
        if (refusesEdns && asked.hasEdns()) {
            asked.setEdns(false);
            exchange.resend(asked);
            return;
        }
        if (!refusesEdns && !asked.hasEdns()) {
            skills.repliedWithoutEdns(lane.now());
        }
        asked.leave();
        remove(asked);
        asked.answer(answer);
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
        exchange.close();
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
