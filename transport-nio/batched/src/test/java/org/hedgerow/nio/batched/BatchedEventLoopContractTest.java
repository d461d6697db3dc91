package org.hedgerow.nio.batched;

import org.hedgerow.nio.NioTransport;
import org.hedgerow.testkit.TransportContract;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class BatchedEventLoopContractTest extends TransportContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new NioTransport(options.withModel(ConcurrencyModel.EVENT_LOOP));
    }
}
