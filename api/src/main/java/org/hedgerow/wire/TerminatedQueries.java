package org.hedgerow.wire;

import org.hedgerow.DomainName;
import org.hedgerow.transport.Connection;

/** Queries that end with LF: sent at once. */
final class TerminatedQueries implements LineQueries {
    private final LineUpstream upstream;

    TerminatedQueries(LineUpstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public void send(LinePending pending, Connection connection) {
        byte[] query = new byte[pending.name.octets() + 1];
        pending.name.copyTo(query, 0);
        query[query.length - 1] = '\n';
        connection.write(query, 0, query.length);
        upstream.sent(pending);
    }

    @Override
    public void replied(DomainName name, Connection connection) {}

    @Override
    public long replyGraceNanos() {
        return 0;
    }

    @Override
    public void lost() {}
}
