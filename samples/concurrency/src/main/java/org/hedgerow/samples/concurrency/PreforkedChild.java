package org.hedgerow.samples.concurrency;

import java.io.IOException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One of the processes of {@link Prefork}: an event loop on a port that others share, until standard input ends. */
@Command(
        name = PreforkedChild.NAME,
        hidden = true,
        description = "be one process of prefork, until standard input ends")
final class PreforkedChild implements Design {
    static final String NAME = "prefork-child";

    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP)) {
            Listener listener = transport.listen(
                    server.address(),
                    CountProtocol.serving(RandomBytes::new),
                    server.listening().withReusePort(true));
            return server.runChild(listener, "1 event loop");
        }
    }
}
