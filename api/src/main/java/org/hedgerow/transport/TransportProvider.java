package org.hedgerow.transport;

/** Makes transports of one name; implementations are registered with {@link java.util.ServiceLoader}. */
public interface TransportProvider {

    /** The name that {@link Transport#named} finds it by. */
    String name();

    /** A new transport, which does no I/O until it is used. */
    Transport create(TransportOptions options);
}
