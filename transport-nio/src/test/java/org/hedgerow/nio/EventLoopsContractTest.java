package org.hedgerow.nio;

import org.hedgerow.testkit.TransportContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class EventLoopsContractTest extends TransportContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new NioTransport(options);
    }
}
