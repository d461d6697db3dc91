package org.hedgerow.transport;

import java.util.List;

/** Makes transports of one name; implementations are registered with {@link java.util.ServiceLoader}. */
public interface TransportProvider {

    /** The name that {@link Transport#named} finds it by. */
    String name();

    /** The concurrency models that its transports can have, the one first that they have unless told otherwise. */
    List<ConcurrencyModel> models();

    /**
     * A new transport, which does no I/O until it is used.
     *
     * @throws IllegalArgumentException if the options ask for a model that is not among {@link #models()}
     */
    Transport create(TransportOptions options);
}
