package org.hedgerow.line;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;
import org.hedgerow.wire.InFlightMemory;
import org.jspecify.annotations.Nullable;

/** One query of a client: the call that works on it, and what becomes of its reply. */
final class LineCall extends Call {
    private static final Failed CALLED_OFF =
            Failed.of(Failed.Reason.CANCELLED, "the resolver has called the question off");

    final DomainName name;
    final long arrived;
    private final LineServing serving;
    private LineEnd end;
    private byte @Nullable [] text;
    private @Nullable Answer held;
    private boolean expired;
    private boolean over;
    private int bytes; // that it holds while it has a place; 0 without one
    private boolean sent;

    LineCall(LineServing serving, DomainName name, LineEnd end, long arrived) {
        this.serving = serving;
        this.name = name;
        this.end = end;
        this.arrived = arrived;
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
    void expire(Answer timeout) {
        expired = true;
        if (held != null) {
            serving.conclude(this, held);
        } else {
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
    void settle(byte @Nullable [] reply) {
        text = reply;
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Whether its reply has a place among those that wait. */
    boolean hasPlace() {
        return bytes > 0;
    }

    /** How many bytes it holds from now on, or more. */
    int takePlace() {
        bytes = InFlightMemory.ofQuestion(name.octets()) + (text == null ? 0 : text.length);
        return bytes;
    }

    int held() {
        return bytes;
    }

    boolean isSent() {
        return sent;
    }

    /** The reply, with LF at its end whatever the query's was; null if there is none. */
    byte @Nullable [] text() {
        return text;
    }

    LineEnd end() {
        return end;
    }

    void endWith(LineEnd late) {
        end = late;
    }

    void markSent() {
        sent = true;
    }
}
