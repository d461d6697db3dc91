package org.hedgerow.blocking;

import java.util.List;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.TransportProvider;

/** Makes {@link BlockingTransport}s, under the name {@value BlockingTransport#NAME}. Any thread; never blocks. */
public final class BlockingTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public BlockingTransportProvider() {}

    @Override
    public String name() {
        return BlockingTransport.NAME;
    }

    @Override
    public List<ConcurrencyModel> models() {
        return BlockingTransport.MODELS;
    }

    @Override
    public Transport create(TransportOptions options) {
        return new BlockingTransport(options);
    }
}
