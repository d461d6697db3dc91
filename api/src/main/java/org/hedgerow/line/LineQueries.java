package org.hedgerow.line;

import org.hedgerow.record.DomainName;
import org.hedgerow.transport.Connection;

/**
 * How queries are sent to a server of the line format. Confined to the upstream's lane, which is told of each query as
 * it leaves: {@link LineUpstream#sent}.
 */
interface LineQueries {

    /** Sends the query for the name, now or as soon as the server can take it. */
    void send(LinePending pending, Connection connection);

    /** The server has replied to the query for this name. */
    void replied(DomainName name, Connection connection);

    /** The connection is lost, and with it what was not sent yet. */
    void lost();
}
