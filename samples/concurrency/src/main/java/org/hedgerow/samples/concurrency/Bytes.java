package org.hedgerow.samples.concurrency;

import org.hedgerow.transport.Connection;

/** Where the octets come from that a client is sent. */
@FunctionalInterface
interface Bytes {
    /**
     * Writes some of the octets, in the lane of the connection.
     *
     * @param position how many the client was sent before
     * @param most how many it still wants; at least 1
     * @return how many were written, at least 1
     */
    long write(Connection connection, long position, long most);
}
