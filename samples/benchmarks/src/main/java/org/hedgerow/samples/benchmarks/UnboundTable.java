package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hedgerow.dns.DnsFormat;

/** Unbound, a recursive server, which answers from the zone as an {@code auth-zone}. */
final class UnboundTable implements Contender<TableZone> {
    @Override
    public String name() {
        return "Unbound";
    }

    @Override
    public Optional<String> missing() {
        return Program.UNBOUND.missing();
    }

    @Override
    public Sample run(TableZone zone, Path directory) throws ContenderException, IOException, InterruptedException {
        InetSocketAddress address = ServerProcess.freeAddress();
        List<String> command = UnboundServer.command(directory, address.getPort(), TableZone.APEX, zone.file());
        try (ServerProcess server = ServerProcess.start(command, address, directory.resolve("log"), false)) {
            return server.sample(server.awaitAnswer(DnsFormat.standard(), zone.present(zone.records() - 1)));
        }
    }
}
