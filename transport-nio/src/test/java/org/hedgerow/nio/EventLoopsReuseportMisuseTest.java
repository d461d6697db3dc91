package org.hedgerow.nio;

import org.hedgerow.testkit.MisuseContract;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class EventLoopsReuseportMisuseTest extends MisuseContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new NioTransport(options.withModel(ConcurrencyModel.EVENT_LOOPS_REUSEPORT));
    }
}
