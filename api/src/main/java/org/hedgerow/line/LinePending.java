package org.hedgerow.line;

import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.wire.shared.Waiters;

/** A name that was asked for, and the callers that wait for its line. */
final class LinePending extends Waiters {
    final DomainName name;
    private final LineUpstream upstream;
    private final long begunAt;
    private long sentAt;
    private int unanswered;
    private int silentConnections;
    private int lastConnection;

    LinePending(DomainName name, LineUpstream upstream, long now) {
        this.name = name;
        this.upstream = upstream;
        this.begunAt = now;
    }

    /** Whether its callers have waited for as long as they may together. */
    boolean isOld(long now) {
        return now - begunAt >= LONGEST_NANOS;
    }

    /** The query has left, over the connection of this number. */
    void sent(long now, int connection) {
        sentAt = now;
        if (connection != lastConnection) {
            lastConnection = connection;
            unanswered = 0;
        }
        unanswered++;
    }

    /** Whether the query has left at all. */
    boolean isSent() {
        return lastConnection > 0;
    }

    /** The connection is lost, on which something came at this time last: it was silent if that was before the query. */
    void lost(long heardAt) {
        silentConnections += isSent() && sentAt - heardAt > 0 ? 1 : 0;
    }

    /** How many connections were lost on which nothing came after the query. */
    int silentConnections() {
        return silentConnections;
    }

    /** The server has replied to a query, but nothing that could be understood. */
    void repliedInVain() {
        unanswered = Math.max(0, unanswered - 1);
    }

    /** How many queries were sent over the last connection and not answered, if no answer was understood. */
    int unanswered() {
        return unanswered;
    }

    long sentAt() {
        return sentAt;
    }

    /** For those who want an address of another kind than was found, that there is none of theirs. */
    @Override
    protected Answer suited(Answer answer, RecordType wanted) {
        RecordType found = answer instanceof Found records ? records.first().type() : RecordType.ANY;
        return found.equals(RecordType.ANY) || wanted.equals(RecordType.ANY) || wanted.equals(found)
                ? answer
                : NotFound.TYPE;
    }

    @Override
    protected void waiterGone() {
        upstream.waiterGone();
    }

    @Override
    protected void abandoned() {
        upstream.abandoned(this);
    }

    @Override
    protected void stillAwaited() {
        upstream.endIfOld(this);
    }
}
