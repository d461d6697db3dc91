package org.hedgerow.nio;

import java.util.List;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.TransportProvider;

/** Lets {@link Transport#named} find {@code nio}. */
public final class NioTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public NioTransportProvider() {}

    @Override
    public String name() {
        return NioTransport.NAME;
    }

    @Override
    public List<ConcurrencyModel> models() {
        return NioTransport.MODELS;
    }

    @Override
    public Transport create(TransportOptions options) {
        return new NioTransport(options);
    }
}
