package org.hedgerow.testkit;

import org.hedgerow.dns.DnsFormat;
import org.hedgerow.wire.WireFormat;

class RemoteDnsResolverContractTest extends RemoteResolverContract {
    @Override
    WireFormat format() {
        return DnsFormat.standard().withRateLimit(null);
    }
}
