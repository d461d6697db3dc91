package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.function.Supplier;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A file server: the octets are those of a file, which the kernel sends without a detour through this process. */
@Command(name = "sendfile", description = "an event loop that serves a file: sendfile, or --copy through memory")
final class Sendfile implements Design {
    @Mixin
    private GalleryServer server;

    @Option(names = "--copy", description = "Read the file into memory and write it from there.")
    private boolean copy;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        try (FileChannel file = RandomFile.open();
                Transport transport = Transport.of(ConcurrencyModel.EVENT_LOOP)) {
            Supplier<Bytes> bytes = copy ? () -> new CopiedFile(file) : () -> new SentFile(file);
            Listener listener = server.listen(transport, bytes);
            String how = copy ? "copied through memory" : "sendfile";
            return server.run(listener, "1 event loop, a file of " + RandomFile.MEBIBYTES + " MiB, " + how);
        }
    }
}
