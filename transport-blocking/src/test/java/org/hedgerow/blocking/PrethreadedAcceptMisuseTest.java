package org.hedgerow.blocking;

import org.hedgerow.testkit.MisuseContract;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

class PrethreadedAcceptMisuseTest extends MisuseContract {
    @Override
    protected Transport newTransport(TransportOptions options) {
        return new BlockingTransport(
                options.withModel(ConcurrencyModel.PRETHREADED_ACCEPT).withWorkers(8));
    }
}
