package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.util.Locale;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.ThreadKind;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One thread accepts, and starts a thread for each connection, which waits for its client and for nobody else. */
@Command(name = "thread-per-connection", description = "one thread accepts, each connection gets a thread of its own")
final class ThreadPerConnection implements Design {
    @Mixin
    private GalleryServer server;

    @Option(
            names = "--threads",
            paramLabel = "KIND",
            converter = Converters.Threads.class,
            description = "platform or virtual; default: virtual where this Java has them (21 or later).")
    private @Nullable ThreadKind kind;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        ThreadKind threads = kind == null ? ThreadKind.lightest() : kind;
        try (Transport transport = Transport.of(ConcurrencyModel.THREAD_PER_CONNECTION, options(threads))) {
            Listener listener = server.listen(transport, RandomBytes::new);
            return server.run(listener, threads.name().toLowerCase(Locale.ROOT) + " threads");
        }
    }

    private static TransportOptions options(ThreadKind threads) throws GalleryException {
        try {
            return TransportOptions.defaults().withThreads(threads);
        } catch (IllegalArgumentException e) {
            throw new GalleryException(String.valueOf(e.getMessage()), e);
        }
    }
}
