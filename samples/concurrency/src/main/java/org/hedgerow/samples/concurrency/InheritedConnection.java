package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.NetworkChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.server.processes.Activation;
import org.hedgerow.server.processes.Signals;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.ThreadKind;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

/**
 * The child that serves one connection, which it has inherited as standard input, and ends. A program of its own, not a
 * command of the gallery: the parser of the command line would take longer to load than all else here.
 */
public final class InheritedConnection {
    private static final int FAILED = 1;

    private InheritedConnection() {}

    /** How a child is started: for a life of milliseconds, without what pays only in a long one. */
    static List<String> command(Duration idle) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx32m"));
        // The JVM's own warnings would go to standard output, which is the socket.
        command.add("-XX:+DisplayVMOutputToStderr");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(InheritedConnection.class.getName(), idle.toString()));
        return command;
    }

    /** Serves standard input, which may be idle for the time that the argument tells. */
    public static void main(String[] args) {
        // Standard output is the socket, standard error may be: nothing but the protocol may go there.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            serve(Duration.parse(args[0]));
            System.exit(0);
        } catch (IOException | InterruptedException e) {
            System.exit(FAILED);
        }
    }

    private static void serve(Duration idle) throws IOException, InterruptedException {
        NetworkChannel connection = Activation.inherited().channel();
        if (connection == null) {
            return; // its client has reset it before it could be looked at
        }
        TransportOptions options = TransportOptions.defaults().withLanes(1).withThreads(ThreadKind.PLATFORM);
        CompletableFuture<Listener> serving = new CompletableFuture<>();
        try (Transport transport = Transport.of(ConcurrencyModel.THREAD_PER_CONNECTION, options);
                Signals signals = new Signals()) {
            // The inetd has its children told when it ends: what they have begun they finish.
            signals.on("TERM", () -> serving.join().drain());
            Listener listener = transport.adopt(
                    connection,
                    CountProtocol.serving(RandomBytes::new),
                    ListenOptions.defaults().withIdleTimeout(idle).withReset(true));
            serving.complete(listener);
            while (!listener.awaitEmpty(Duration.ofDays(1))) {
                // Its idle limit may be longer.
            }
        }
    }
}
