package org.hedgerow.wire;

import java.net.SocketAddress;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/** One query of a client, until it is replied to. */
final class DnsCall extends Call {
    final DnsQuery query;
    final Question question;
    final @Nullable SocketAddress client;
    private final DnsServing serving;
    DelayLine.@Nullable Place<DnsCall> deadline;
    private boolean replied;

    /** @param client where the reply goes; null on a connection, which goes to one client only */
    DnsCall(DnsServing serving, DnsQuery query, Question question, @Nullable SocketAddress client) {
        this.serving = serving;
        this.query = query;
        this.question = question;
        this.client = client;
    }

    @Override
    public Lane lane() {
        return serving.lane();
    }

    @Override
    protected void completed(Answer answer) {
        conclude(answer);
    }

    /** The deadline has passed. */
    void expire(Answer timeout) {
        answer(timeout);
        conclude(timeout); // if the resolver has called the question off itself, which answers nothing
    }

    private void conclude(Answer answer) {
        if (!replied) {
            replied = true;
            serving.concluded(this, answer);
        }
    }

    boolean isReplied() {
        return replied;
    }
}
