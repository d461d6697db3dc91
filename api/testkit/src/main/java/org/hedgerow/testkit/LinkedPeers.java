package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Peers by one transport of the kind that is tested, made for the first of them. Any thread. */
final class LinkedPeers implements StreamPeer.Source {
    private final TransportBench bench;
    private @Nullable Transport transport; // guarded by this

    LinkedPeers(TransportBench bench) {
        this.bench = bench;
    }

    @Override
    public StreamPeer connect(SocketAddress server) throws IOException {
        return new LinkedPeer(bench, transport().connector(), server);
    }

    private synchronized Transport transport() {
        Transport made = transport == null ? bench.transport() : transport;
        transport = made;
        return made;
    }
}
