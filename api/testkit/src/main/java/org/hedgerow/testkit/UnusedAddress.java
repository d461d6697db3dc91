package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;

/** Addresses that somebody had and has given up. */
final class UnusedAddress {
    private UnusedAddress() {}

    /** Where nobody listens. */
    static SocketAddress ofStreams(Transport transport) throws IOException {
        try (Listener listener =
                transport.listen(TransportBench.anyPort(), EchoHandler::new, ListenOptions.defaults())) {
            return listener.address();
        }
    }

    /** Where nobody receives datagrams. */
    static SocketAddress ofDatagrams(Transport transport) throws IOException {
        try (Binding binding = transport.bind(TransportBench.anyPort(), DatagramEcho::new, BindOptions.defaults())) {
            return binding.address();
        }
    }
}
