package org.hedgerow.samples.concurrency;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Several processes, and a parent that accepts for them: it passes the descriptor of each connection to a process that is
 * free, over a Unix socket. While none is free it does not accept: clients wait in the kernel.
 */
@Command(
        name = "prefork-handoff",
        description = "a parent accepts, and passes each connection's descriptor to a JVM that is free")
final class PreforkHandoff implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        try (ListeningSocket listening = ListeningSocket.bind(server.address());
                Handoff handoff = Handoff.of(listening)) {
            return new PreforkedCrew(server, index -> child(listening, handoff, index), handoff::stop)
                    .run(listening.address(), " that the parent accepts for");
        }
    }

    private ProcessBuilder child(ListeningSocket listening, Handoff handoff, int index) {
        return PreforkedCrew.child(PreforkHandoffChild.NAME, listening.address(), server)
                .redirectInput(handoff.standardInput(index));
    }
}
