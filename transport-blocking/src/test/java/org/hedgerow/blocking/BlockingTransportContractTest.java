package org.hedgerow.blocking;

import org.hedgerow.testkit.TransportContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

/** What every transport promises, promised by this one. */
class BlockingTransportContractTest extends TransportContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new BlockingTransport(options);
    }
}
