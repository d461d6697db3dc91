package org.hedgerow.blocking;

import java.io.IOException;
import org.hedgerow.testkit.TransportContract;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.Test;

/** What every transport promises, where each worker of the pool accepts. */
class PrethreadedAcceptContractTest extends TransportContract {
    // As many as most tests have connections at once to one listener.
    private int workers = 32;

    @Override
    protected Transport newTransport(TransportOptions options) {
        return new BlockingTransport(
                options.withModel(ConcurrencyModel.PRETHREADED_ACCEPT).withWorkers(workers));
    }

    /** With a pool to match. */
    @Test
    @Override
    public void thousandsOfConnectionsAtOnce() throws IOException {
        workers = 2_000;
        super.thousandsOfConnectionsAtOnce();
    }
}
