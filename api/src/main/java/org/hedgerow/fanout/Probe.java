package org.hedgerow.fanout;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;

/** A question that nobody waits for, put to an upstream to see how it fares. Confined to its lane. */
final class Probe extends Call {
    private final Lane lane;
    private final Member member;
    private final Outcome outcome;

    /** Is told what has come of it. */
    interface Outcome {

        /** The answer; {@link Failed.Reason#TIMEOUT} if there was none. */
        void probed(Answer answer, Lane lane);
    }

    private Probe(Lane lane, Member member, Outcome outcome) {
        this.lane = lane;
        this.member = member;
        this.outcome = outcome;
    }

    /** Asks the upstream in a lane of its own, or in that of the caller, in which this is called, if it has none. */
    static void send(Member member, Question question, Lane callers, Outcome outcome) {
        Lane lane = member.lane(callers);
        Probe probe = new Probe(lane, member, outcome);
        lane.execute(() -> probe.ask(question));
    }

    /** Sees whether an upstream that is down is back. */
    static void whetherBack(Member member, Question question, Lane callers) {
        send(member, question, callers, (answer, lane) -> {
            boolean wasSilent = answer instanceof Failed failed && failed.reason() == Failed.Reason.TIMEOUT;
            if (wasSilent && !member.isContact()) {
                member.heard(); // it does not fail any more, which is all that is known of it
            } else {
                member.said(answer, lane);
            }
        });
    }

    private void ask(Question question) {
        onDone(lane.schedule(Member.SILENCE_NANOS, this::expired)::cancel);
        ask(member.resolver(), question, member.name());
    }

    private void expired() {
        answer(Failed.of(Failed.Reason.TIMEOUT, "silent"));
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    protected void completed(Answer answer) {
        outcome.probed(answer, lane);
    }

    /** By the upstream: that is its answer. */
    @Override
    protected void cancelled() {
        completed(Failures.CALLED_OFF);
    }
}
