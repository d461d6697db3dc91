package org.hedgerow.nio;

import org.hedgerow.testkit.MisuseContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class EventLoopsMisuseTest extends MisuseContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new NioTransport(options);
    }
}
