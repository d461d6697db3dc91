package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A server that reads what clients send, and says how much it was. */
@Command(name = "sink", description = "Read what clients send, and tell how much it was: for send-70mb.")
final class SinkCommand implements Callable<Integer> {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        try (Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP)) {
            Listener listener = transport.listen(server.address(), Drain::new, server.listening());
            return server.run(listener, "1 event loop that reads");
        }
    }

    /** Counts. */
    private final class Drain implements ConnectionHandler {
        private long octets;

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            octets += bytes.remaining();
        }

        @Override
        public void closed(Connection connection, @Nullable IOException cause) {
            server.say("received %s", Words.count(octets, "octet"));
        }
    }
}
