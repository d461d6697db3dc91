package org.hedgerow.transport;

/** Makes a handler for each connection that is accepted. */
@FunctionalInterface
public interface ConnectionHandlerFactory {

    /** A new handler. Called on a thread of the transport; must not block. Whatever it throws costs that connection. */
    ConnectionHandler newHandler();
}
