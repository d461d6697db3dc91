package org.hedgerow.nio.batched;

import org.hedgerow.nio.NioTransport;
import org.hedgerow.testkit.TransportContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class BatchedEventLoopsContractTest extends TransportContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new NioTransport(options);
    }
}
