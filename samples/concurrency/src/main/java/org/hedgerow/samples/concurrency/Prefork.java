package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.hedgerow.server.processes.ReservedPort;
import picocli.CommandLine.Command;
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
        try (ReservedPort port = ReservedPort.of(server.address())) {
            InetSocketAddress address = port.address();
            return new PreforkedCrew(
                            server, index -> PreforkedCrew.child(PreforkedChild.NAME, address, server), () -> {})
                    .run(address, "");
        }
    }
}
