package org.hedgerow.samples.concurrency;

import java.io.IOException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * One thread that waits for all sockets at once, the listening one among them, and does what can be done without
 * waiting. UNP calls it I/O multiplexing.
 */
@Command(name = "event-loop", description = "one thread and one selector accept and serve all connections")
final class EventLoop implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        TransportOptions options = TransportOptions.defaults();
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP, options)) {
            Listener listener = server.listen(transport, RandomBytes::new);
            return server.run(listener, "1 event loop");
        }
    }
}
