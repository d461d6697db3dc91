package org.hedgerow.testkit;

import org.hedgerow.dns.DnsFormat;
import org.hedgerow.wire.WireFormat;

class RemoteDnsStreamResolverContractTest extends RemoteResolverContract {
    @Override
    WireFormat format() {
        return DnsFormat.standard().streamOnly();
    }
}
