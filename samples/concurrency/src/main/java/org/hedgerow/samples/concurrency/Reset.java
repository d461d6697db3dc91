package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resets every client as soon as it is there: SO_LINGER 0, then close, which sends RST in place of FIN. */
@Command(name = "reset", description = "an event loop that resets (RST) every client right after accepting it")
final class Reset implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP)) {
            Listener listener = transport.listen(server.address(), Rejection::new, server.listening());
            return server.run(listener, "1 event loop that resets");
        }
    }

    /** No client gets further than this. */
    private static final class Rejection implements ConnectionHandler {
        @Override
        public void opened(Connection connection) {
            connection.reset();
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            // It came too late.
        }
    }
}
