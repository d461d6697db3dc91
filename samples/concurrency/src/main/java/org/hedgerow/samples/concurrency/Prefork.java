package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.server.Preforked;
import org.hedgerow.server.ReservedPort;
import org.hedgerow.server.Shutdown;
import org.hedgerow.server.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/**
 * Several processes that share a port (SO_REUSEPORT), started before the first client comes. The parent does not serve: it
 * holds the port, watches the processes, starts again those that die, and ends them together.
 */
@Command(
        name = "prefork",
        description = "several JVMs share the port (SO_REUSEPORT), watched and restarted by a parent")
final class Prefork implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        int processes = server.perProcessor();
        PreforkedTotals totals = new PreforkedTotals(processes);
        try (ReservedPort port = ReservedPort.of(server.address());
                Signals signals = new Signals();
                Preforked crew = Preforked.builder(processes, index -> child(port))
                        .onReady(lines -> server.ready(port.address(), Words.count(processes, "process")))
                        .out(totals::add)
                        .err(server::complain)
                        .build()) {
            signals.on("TERM", crew::close);
            signals.on("INT", crew::close);
            crew.start();
            Shutdown how = crew.awaitEnd();
            server.totals(totals.accepted(), totals.all(), totals.failed(), how == Shutdown.GRACEFUL);
        }
        return ExitCode.OK;
    }

    private ProcessBuilder child(ReservedPort port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Gallery.class.getName()));
        command.add(PreforkedChild.NAME);
        command.addAll(List.of("-i", port.address().getAddress().getHostAddress()));
        command.addAll(List.of("-p", Integer.toString(port.address().getPort())));
        command.addAll(List.of("--idle", server.idle().toMillis() + "ms"));
        return new ProcessBuilder(command);
    }
}
