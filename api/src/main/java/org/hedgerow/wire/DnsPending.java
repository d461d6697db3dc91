package org.hedgerow.wire;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.RecordType;
import org.jspecify.annotations.Nullable;

/** A question that was asked, where its query is under way, and the callers that wait for the answer; it waits to be sent again. */
final class DnsPending extends DelayLine.Place {
    private static final byte[] UNSENT = {};

    final Question question;
    private final DnsUpstream upstream;
    private final Waiters waiters = new Callers();
    private byte[] query = UNSENT;
    private @Nullable QueryPath path;
    private char id;
    private int sendings;
    private int connections;
    private long sentAt;
    private long takenAt;
    private boolean mixed;
    private boolean edns;

    DnsPending(Question question, DnsUpstream upstream) {
        this.question = question;
        this.upstream = upstream;
    }

    void join(Call call) {
        waiters.join(question.type(), call);
    }

    /** Whether nobody waits any more. */
    boolean isDone() {
        return waiters.isDone();
    }

    void answer(Answer answer) {
        waiters.answer(answer);
    }

    /** Its query goes this way from now on. */
    void takes(QueryPath newPath, int newId, byte[] newQuery, long now) {
        path = newPath;
        id = (char) newId;
        query = newQuery;
        sendings = 0;
        takenAt = now;
    }

    /** Since when it has been under way under this id. */
    long takenAt() {
        return takenAt;
    }

    /** It is nowhere under way any more: the id may be used again. */
    void leave() {
        if (path != null) {
            path.free(id);
            path = null;
        }
    }

    /** It is nowhere under way any more, but its reply may still come. */
    void giveUp() {
        if (path != null) {
            path.quarantine(id, sentAt);
            path = null;
        }
    }

    /** The port or connection that it was under way on is gone. */
    void lost() {
        path = null;
    }

    @Nullable
    QueryPath path() {
        return path;
    }

    byte[] query() {
        return query;
    }

    /** Its waits begin with the shortest again. */
    void beginAnew() {
        sendings = 0;
    }

    void sent(long now) {
        sendings++;
        sentAt = now;
    }

    /** How often it was sent on its path. */
    int sendings() {
        return sendings;
    }

    long sentAt() {
        return sentAt;
    }

    /** Another connection carries it. */
    void countConnection() {
        connections++;
    }

    /** How many connections have carried it. */
    int connections() {
        return connections;
    }

    void spelled(boolean inMixedCase, boolean withEdns) {
        mixed = inMixedCase;
        edns = withEdns;
    }

    boolean isMixed() {
        return mixed;
    }

    boolean hasEdns() {
        return edns;
    }

    /** All of them want the same. */
    private final class Callers extends Waiters {
        @Override
        Answer suited(Answer answer, RecordType wanted) {
            return answer;
        }

        @Override
        void waiterGone() {
            upstream.waiterGone();
        }

        @Override
        void abandoned() {
            upstream.abandoned(DnsPending.this);
        }
    }
}
