package org.hedgerow.nio.batch;

import java.io.IOException;
import java.nio.channels.DatagramChannel;

/**
 * Moves datagrams in batches, one system call each, where the JDK takes one call for each datagram. Implementations are
 * registered with {@link java.util.ServiceLoader}; the transport takes the first that opens, and does without where none
 * does. One whose classes this JVM cannot load is passed over.
 */
public interface BatchProvider {

    /** By which means, for the log: {@code recvmmsg and sendmmsg}. */
    String name();

    /**
     * The batches of one socket, for the calling thread. Never blocks. The channel stays the caller's: it closes the batches
     * first, and neither receives nor sends by the channel meanwhile.
     *
     * @param channel bound, not connected, not blocking
     * @throws IOException if there can be none; the message says why: what was expected, and what was found
     */
    DatagramBatch open(DatagramChannel channel) throws IOException;
}
