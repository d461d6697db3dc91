package org.hedgerow.blocking;

import org.hedgerow.testkit.MisuseContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class BlockingTransportMisuseTest extends MisuseContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new BlockingTransport(options);
    }
}
