package org.hedgerow.testkit;

import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;

class RemoteBareResolverContractTest extends RemoteResolverContract {
    @Override
    WireFormat format() {
        return LineFormat.standard().bare();
    }

    @Override
    LoopbackServer newServer(ManualConnector lane) {
        return new LoopbackServer(lane, () -> new CourseServer(true), null);
    }
}
