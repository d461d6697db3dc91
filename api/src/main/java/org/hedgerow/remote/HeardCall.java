package org.hedgerow.remote;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.ChildCall;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.ResolverListener;

/** A call to one server in place of the one that it serves, of which a listener is told. */
final class HeardCall extends ChildCall {
    private final String server;
    private final ResolverListener.Events events;

    private HeardCall(Call origin, String server, ResolverListener.Events events) {
        super(origin);
        this.server = server;
        this.events = events;
    }

    /** For a question that is about to be asked. */
    static HeardCall of(Question question, Call origin, String server, ResolverListener listener) {
        ResolverListener.Events events = listener.asked(question, origin.lane().now());
        events.sent(server, origin.lane().now());
        return new HeardCall(origin, server, events);
    }

    @Override
    protected void completed(Answer answer) {
        events.said(server, answer, lane().now());
        events.decided(server, answer, lane().now());
        parent().answer(answer);
    }

    @Override
    protected void cancelled() {
        Failed calledOff = Failed.of(Failed.Reason.CANCELLED, "nobody waits any more");
        events.said(server, calledOff, lane().now());
        events.decided("", calledOff, lane().now());
        super.cancelled();
    }
}
