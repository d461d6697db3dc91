package org.hedgerow.samples.concurrency;

import java.io.IOException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * One thread accepts and hands the connection to a free worker of a fixed crew. While none is free it does not accept:
 * clients wait in the kernel.
 */
@Command(name = "prethreaded-handoff", description = "one thread accepts for a fixed crew, while one of them is free")
final class PrethreadedHandoff implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        int crew = server.crew();
        TransportOptions options = TransportOptions.defaults().withWorkers(crew);
        try (Transport transport = Transport.of(ConcurrencyModel.PRETHREADED_HANDOFF, options)) {
            Listener listener = server.listen(transport, RandomBytes::new);
            return server.run(listener, "acceptor, " + Words.count(crew, "thread"));
        }
    }
}
