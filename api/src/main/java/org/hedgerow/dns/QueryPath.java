package org.hedgerow.dns;

import org.hedgerow.Failed;

/** What a query is under way on, under an id of its own: a port or a connection. */
interface QueryPath {

    /** The id is not in use any more. */
    void free(int id);

    /**
     * The id is not in use any more, but not to be used again for a while: nobody waits for the reply.
     *
     * @param sentAt when the query was sent last, by the lane's time
     */
    void quarantine(int id, long sentAt);

    /** Who has put queries on their way. */
    interface Owner {

        /** The reply to a query has come. */
        void replied(DnsPending pending, byte[] message, int from, int to);

        /** A reply has come that leaves the question to a connection. */
        void wantsStream(DnsPending pending);

        /** The question cannot be asked this way. */
        void failed(DnsPending pending, Failed failure);
    }
}
