package org.hedgerow.line;

import org.hedgerow.record.DomainName;
import org.hedgerow.transport.Connection;

/** Queries that end with LF: sent at once. */
final class TerminatedQueries implements LineQueries {
    private final LineUpstream upstream;
    // For one after the other: connections copy what they send.
    private byte[] query = {};

    TerminatedQueries(LineUpstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public void send(LinePending pending, Connection connection) {
        int octets = pending.name.octets();
        if (query.length <= octets) {
            query = new byte[octets + 1];
        }
        pending.name.copyTo(query, 0);
        query[octets] = '\n';
        connection.write(query, 0, octets + 1);
        upstream.sent(pending);
    }

    @Override
    public void replied(DomainName name, Connection connection) {}

    @Override
    public void lost() {}
}
