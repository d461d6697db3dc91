package org.hedgerow.transport;

import java.util.List;

/** Accepts connections on one address. All methods may be called from any thread. */
public interface Listener extends Binding {

    /** How many accepted connections are open. */
    int connections();

    /** How many connections were accepted so far, those included whose handler could not be made. */
    long accepted();

    /**
     * How many of them fell to each worker of the transport's {@link ConcurrencyModel}, by the number of the worker; empty
     * where every connection has a worker of its own.
     */
    List<Long> acceptedByWorker();

    /** How many of them a failure of the network has ended: reset by the peer, or gone while it was written to. */
    long failed();

    /**
     * Stops accepting, and ends the input of every connection: what has arrived is handed over, then
     * {@link ConnectionHandler#ended} is called as if the peer had said all it had to say, so that handlers answer what
     * is in flight and close. Returns without waiting.
     */
    @Override
    void drain();

    /**
     * Stops accepting, upon which the port is free (called inside a lane of the transport: soon after), and cuts the open
     * connections, without waiting for their handlers. Idempotent.
     */
    @Override
    void close();
}
