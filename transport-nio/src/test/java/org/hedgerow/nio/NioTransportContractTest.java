package org.hedgerow.nio;

import org.hedgerow.testkit.TransportContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class NioTransportContractTest extends TransportContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new NioTransport(options);
    }
}
