package org.hedgerow.dns;

import org.hedgerow.Failed;

/**
 * A way for the queries to a server and for its replies back: what puts a query on the wire, knows its reply again and sees
 * when there will be none. It knows of no callers and reads no answers. Confined to its lane.
 */
interface Exchange {

    /** Puts a query on its way, with EDNS or without as it says, spelled as suits the way. */
    void send(DnsPending asked);

    /** Puts a query on its way once more whose reply has come: on the way that it went. */
    void resend(DnsPending asked);

    /** One more caller waits for a query that is under way. */
    default void joined(DnsPending waiting) {}

    /** Lets go of all that it holds; nothing is under way any more. */
    void close();

    /** Who has put queries on their way. */
    interface Owner {

        /** The reply to a query has come. */
        void replied(DnsPending asked, byte[] message, int from, int to);

        /** The question cannot be asked this way. */
        void failed(DnsPending asked, Failed failure);
    }

    /** What opens exchanges with servers. */
    @FunctionalInterface
    interface Factory {

        /** An exchange with the server of this context. */
        Exchange open(ExchangeContext context, Owner owner);
    }
}
