package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server that reads what clients send, as fast as it comes or slowly, and says how much it was. */
@Command(name = "sink", description = "Read what clients send, and tell how much it was: for send-70mb.")
final class SinkCommand implements Callable<Integer> {
    private static final int PORTION = 1024 * 1024;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Mixin
    private GalleryServer server;

    @Option(names = "--slow", description = "Read 1 MiB at a time, with 20 ms between, so that clients have to wait.")
    private boolean slow;

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
        private long portion;

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            octets += bytes.remaining();
            portion += bytes.remaining();
            if (slow && portion >= PORTION) {
                portion = 0;
                connection.reading(false);
                connection.lane().schedule(PAUSE_NANOS, () -> connection.reading(true));
            }
        }

        @Override
        public void closed(Connection connection, @Nullable IOException cause) {
            server.say("received %s", Words.count(octets, "octet"));
        }
    }
}
