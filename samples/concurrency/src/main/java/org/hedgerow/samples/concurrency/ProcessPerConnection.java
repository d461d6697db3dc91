package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.hedgerow.server.processes.Signals;
import org.hedgerow.transport.Endpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/**
 * A process for each connection, as inetd has it: a parent accepts, and starts a JVM that gets the connection as its
 * standard input. The JDK cannot hand a descriptor to a child, so the parent is systemd-socket-activate, which this one
 * starts, watches and ends.
 */
@Command(name = "process-per-connection", description = "an inetd accepts, each connection gets a JVM of its own")
final class ProcessPerConnection implements Design {
    @Mixin
    private GalleryServer server;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        InetSocketAddress address = free(server.address());
        List<String> child = InheritedConnection.command(server.idle());
        try (Signals signals = new Signals();
                Inetd inetd = Inetd.start(address, child)) {
            signals.on("TERM", inetd::stop);
            signals.on("INT", inetd::stop);
            inetd.awaitListening();
            server.ready(address, "inetd, 1 JVM per connection");
            boolean graceful = inetd.awaitEnd();
            server.totals(List.of(), inetd.accepted(), inetd.failed(), graceful);
        }
        return ExitCode.OK;
    }

    /** The inetd takes no port 0. Somebody else may take the port in between, upon which it says so. */
    private static InetSocketAddress free(InetSocketAddress address) throws GalleryException, IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
            return new InetSocketAddress(address.getAddress(), probe.getLocalPort());
        } catch (BindException e) {
            throw new GalleryException("cannot listen on " + Endpoint.text(address) + ": " + e.getMessage(), e);
        }
    }
}
