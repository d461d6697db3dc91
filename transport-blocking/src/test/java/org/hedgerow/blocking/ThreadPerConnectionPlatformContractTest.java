package org.hedgerow.blocking;

import org.hedgerow.testkit.TransportContract;
import org.hedgerow.transport.ThreadKind;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

/** What every transport promises, on threads of the system even where there are lighter ones. */
class ThreadPerConnectionPlatformContractTest extends TransportContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new BlockingTransport(options.withThreads(ThreadKind.PLATFORM));
    }
}
