package org.hedgerow.transport;

/** Makes the handler of one datagram port. May be called from any thread; must not block. */
@FunctionalInterface
public interface DatagramHandlerFactory {

    /** A handler for one port. */
    DatagramHandler newHandler();
}
