package org.hedgerow.samples.concurrency;

import java.io.IOException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One thread accepts, and hands each connection to the event loop that has the fewest; one loop alone accepts itself. */
@Command(
        name = "event-loops",
        description = "one thread accepts and gives each connection to the least busy event loop")
final class EventLoops implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        int loops = server.perProcessor();
        TransportOptions options = TransportOptions.defaults().withLanes(loops);
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOPS, options)) {
            Listener listener = server.listen(transport, RandomBytes::new);
            String acceptor = loops == 1 ? "" : "acceptor, "; // one that is alone accepts itself
            return server.run(listener, acceptor + Words.count(loops, "event loop"));
        }
    }
}
