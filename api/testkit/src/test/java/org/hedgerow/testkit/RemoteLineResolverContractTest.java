package org.hedgerow.testkit;

import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;

class RemoteLineResolverContractTest extends RemoteResolverContract {
    @Override
    WireFormat format() {
        return LineFormat.standard();
    }

    @Override
    LoopbackServer newServer(ManualConnector lane) {
        return new LoopbackServer(lane, () -> new CourseServer(false), null);
    }
}
