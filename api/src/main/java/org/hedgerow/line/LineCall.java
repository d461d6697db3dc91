package org.hedgerow.line;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;
import org.jspecify.annotations.Nullable;

/** The call that works on a query of a client, and what it has come to. */
final class LineCall extends Call {
    private static final Failed CALLED_OFF =
            Failed.of(Failed.Reason.CANCELLED, "the resolver has called the question off");

    final DomainName name;
    private final LineServing serving;
    private @Nullable LineReply reply; // null unless that waits, which what a table finds at once does not
    private byte @Nullable [] text;
    private @Nullable Answer held;
    private boolean expired;
    private boolean over;

    LineCall(LineServing serving, DomainName name) {
        this.serving = serving;
        this.name = name;
    }

    @Override
    public Lane lane() {
        return serving.lane();
    }

    @Override
    protected void completed(Answer answer) {
        serving.answered(this, answer);
    }

    /** By the resolver, if the connection stands: a failure like others. */
    @Override
    protected void cancelled() {
        serving.answered(this, CALLED_OFF);
    }

    /** The deadline has passed: the answer that was held is due, or there will be none. */
    void expire() {
        expired = true;
        if (held != null) {
            serving.conclude(this, held);
        } else {
            Failed timeout = Failed.of(Failed.Reason.TIMEOUT, name + ": no answer in time");
            answer(timeout);
            if (!over) {
                serving.conclude(this, timeout); // if the answer could not be taken for want of memory
            }
        }
    }

    /** Known, but not to be told before the deadline. */
    void hold(Answer answer) {
        held = answer;
    }

    boolean isExpired() {
        return expired;
    }

    /** Nothing more will come of it than this line, with LF at its end; null is silence. */
    void settle(byte @Nullable [] line) {
        text = line;
        over = true;
    }

    boolean isOver() {
        return over;
    }

    byte @Nullable [] text() {
        return text;
    }

    void waitAs(LineReply waiting) {
        reply = waiting;
    }

    boolean isWaiting() {
        return reply != null;
    }

    /** Its reply, if that waits. */
    @Nullable
    LineReply reply() {
        return reply;
    }
}
