package org.hedgerow.blocking;

import org.hedgerow.testkit.TransportSeamContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

/** The tests of the seam reach a transport by others of its kind, too. */
class BlockingSeamContractTest extends TransportSeamContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new BlockingTransport(options);
    }
}
