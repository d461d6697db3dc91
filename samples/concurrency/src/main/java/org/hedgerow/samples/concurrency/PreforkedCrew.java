package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.hedgerow.server.Shutdown;
import org.hedgerow.server.processes.Preforked;
import org.hedgerow.server.processes.Signals;
import picocli.CommandLine.ExitCode;

/** The children of the preforked designs, from READY to their totals: watched, started again, and ended together. */
final class PreforkedCrew {
    private final GalleryServer server;
    private final IntFunction<ProcessBuilder> children;
    private final Runnable beforeTheEnd;

    /**
     * As many as the server has been told, not started yet.
     *
     * @param children starts the child of this number
     * @param beforeTheEnd is done before the children are told to end
     */
    PreforkedCrew(GalleryServer server, IntFunction<ProcessBuilder> children, Runnable beforeTheEnd) {
        this.server = server;
        this.children = children;
        this.beforeTheEnd = beforeTheEnd;
    }

    /**
     * Runs them until SIGTERM or Ctrl-C.
     *
     * @param address what READY tells
     * @param what they do, for people
     */
    int run(InetSocketAddress address, String what) throws IOException, InterruptedException {
        int processes = server.perProcessor();
        PreforkedTotals totals = new PreforkedTotals(processes);
        try (Signals signals = new Signals();
                Preforked crew = Preforked.builder(processes, children)
                        .onReady(lines -> server.ready(address, Words.count(processes, "process") + what))
                        .out(totals::add)
                        .err(server::complain)
                        .build()) {
            signals.on("TERM", () -> end(crew));
            signals.on("INT", () -> end(crew));
            crew.start();
            Shutdown how = crew.awaitEnd();
            server.totals(totals.accepted(), totals.all(), totals.failed(), how == Shutdown.GRACEFUL);
        }
        return ExitCode.OK;
    }

    private void end(Preforked crew) {
        beforeTheEnd.run();
        crew.close();
    }

    /** Starts this program on this Java, with a command that is hidden, and the options that every server has. */
    static ProcessBuilder child(String name, InetSocketAddress address, GalleryServer server, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Descriptors are received by native code, of which newer JVMs would warn.
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Gallery.class.getName()));
        command.add(name);
        command.addAll(List.of("-i", address.getAddress().getHostAddress()));
        command.addAll(List.of("-p", Integer.toString(address.getPort())));
        command.addAll(List.of("--idle", server.idle().toMillis() + "ms"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }
}
