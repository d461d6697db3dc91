package org.hedgerow.dns;

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
}
