package org.hedgerow.samples.concurrency;

import java.io.IOException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A fixed crew: each thread waits in accept on the one listening socket, serves the connection that it got to its end,
 * and waits in accept again.
 */
@Command(name = "prethreaded-accept", description = "a fixed crew of threads, each accepts, serves, and accepts again")
final class PrethreadedAccept implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        int crew = server.crew();
        TransportOptions options = TransportOptions.defaults().withWorkers(crew);
        try (Transport transport = Transport.of(ConcurrencyModel.PRETHREADED_ACCEPT, options)) {
            Listener listener = server.listen(transport, RandomBytes::new);
            return server.run(listener, Words.count(crew, "thread") + " that accept");
        }
    }
}
