package com.example.strangers;

import org.hedgerow.testkit.TransportSeamContract;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class ScramblingLoopsTest extends TransportSeamContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new ScramblingTransport(Transport.named("nio", options));
    }
}
