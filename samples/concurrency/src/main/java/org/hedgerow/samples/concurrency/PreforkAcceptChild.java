package org.hedgerow.samples.concurrency;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.NetworkChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.server.processes.Activation;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One of the processes of {@link PreforkAccept}: accepts on the socket that is its standard input, serves that connection to
 * its end, and accepts again, until SIGTERM or the end of its parent.
 */
@Command(
        name = PreforkAcceptChild.NAME,
        hidden = true,
        description = "be one process of prefork-accept, whose standard input is the listening socket")
final class PreforkAcceptChild implements Design {
    static final String NAME = "prefork-accept-child";

    @Mixin
    private GalleryServer server;

    @Option(names = "--parent", required = true, paramLabel = "PID", description = "The process to end with.")
    private long parent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        NetworkChannel listening = Activation.inherited().channel();
        if (listening == null) {
            throw new GalleryException("expected a listening socket as standard input");
        }
        // Standard output is gone when the JDK has closed a socket that was inherited, and the totals come after that.
        FileOutputStream out = new FileOutputStream("/proc/self/fd/1");
        spec.commandLine().setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        CountDownLatch stop = new CountDownLatch(1);
        LightThreads.platform("parent").newThread(() -> awaitOrphaned(stop)).start();
        TransportOptions options = TransportOptions.defaults().withWorkers(1);
        try (Transport transport = Transport.of(ConcurrencyModel.PRETHREADED_ACCEPT, options)) {
            Listener listener = transport.adopt(listening, CountProtocol.serving(RandomBytes::new), server.listening());
            return server.run(listener, "1 thread that accepts", stop);
        }
    }

    private void awaitOrphaned(CountDownLatch stop) {
        ProcessHandle.of(parent).ifPresent(handle -> handle.onExit().join());
        stop.countDown();
    }
}
