package org.hedgerow.transport;

import java.net.SocketAddress;
import java.time.Duration;

/** What a transport holds on one address until it is given up. All methods may be called from any thread. */
public interface Binding extends AutoCloseable {

    /** Where it is bound, with the port that it got. */
    SocketAddress address();

    /**
     * Takes in nothing new, and tells every handler that its input has ended once what has arrived is handed over, so that
     * handlers answer what is in flight and close. Returns without waiting.
     */
    void drain();

    /**
     * Waits until nothing of it is open any more.
     *
     * @param limit for how long; 73 years are the longest
     * @return false if something still is after {@code limit}
     * @throws IllegalArgumentException if the limit is negative
     * @throws InterruptedException if the thread is interrupted
     */
    boolean awaitEmpty(Duration limit) throws InterruptedException;

    /**
     * Gives the address up, upon which it is free (called inside a lane of the transport: soon after), and cuts what is
     * open, without waiting for the handlers. Idempotent.
     */
    @Override
    void close();
}
