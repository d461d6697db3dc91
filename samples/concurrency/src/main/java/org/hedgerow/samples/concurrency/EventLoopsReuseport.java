package org.hedgerow.samples.concurrency;

import java.io.IOException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Every event loop has its own listening socket on the same port; the kernel deals the clients out, and nothing is
 * handed over.
 */
@Command(
        name = "event-loops-reuseport",
        description = "each event loop accepts on a listening socket of its own (SO_REUSEPORT)")
final class EventLoopsReuseport implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        int loops = server.perProcessor();
        TransportOptions options = TransportOptions.defaults().withLanes(loops);
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOPS_REUSEPORT, options)) {
            Listener listener = server.listen(transport, RandomBytes::new);
            return server.run(listener, Words.count(loops, "event loop") + " that accept");
        }
    }
}
