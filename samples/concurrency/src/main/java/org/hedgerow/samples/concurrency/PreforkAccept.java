package org.hedgerow.samples.concurrency;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Several processes that have one listening socket between them, which each has inherited from the parent: all wait in accept
 * on it, and the kernel wakes one of them for a connection. The parent never accepts.
 */
@Command(
        name = "prefork-accept",
        description = "several JVMs wait in accept on one listening socket, handed to them by a parent")
final class PreforkAccept implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        try (ListeningSocket listening = ListeningSocket.bind(server.address())) {
            return new PreforkedCrew(server, index -> child(listening), () -> {})
                    .run(listening.address(), " that accept on one socket");
        }
    }

    private ProcessBuilder child(ListeningSocket listening) {
        String parent = Long.toString(ProcessHandle.current().pid());
        return PreforkedCrew.child(PreforkAcceptChild.NAME, listening.address(), server, "--parent", parent)
                .redirectInput(listening.asStandardInput());
    }
}
