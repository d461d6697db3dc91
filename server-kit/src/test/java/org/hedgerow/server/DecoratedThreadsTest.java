package org.hedgerow.server;

import org.hedgerow.testkit.TransportSeamContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

/** A transport that decorates blocking threads keeps the contract. */
class DecoratedThreadsTest extends TransportSeamContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new CountingTransport(Transport.named("blocking", options));
    }
}
