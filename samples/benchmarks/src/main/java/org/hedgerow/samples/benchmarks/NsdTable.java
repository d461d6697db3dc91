package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** NSD, an authoritative server, with the zone as its zone file. */
final class NsdTable implements Contender<TableZone> {
    @Override
    public String name() {
        return "NSD";
    }

    @Override
    public Optional<String> missing() {
        return Program.NSD.missing();
    }

    @Override
    public Sample run(TableZone zone, Path directory) throws ContenderException, IOException, InterruptedException {
        InetSocketAddress address = DnsProcess.freeAddress();
        Path configuration = Files.writeString(directory.resolve("nsd.conf"), """
                server:
                    ip-address: 127.0.0.1
                    port: %d
                    server-count: 1
                    username: ""
                    chroot: ""
                    database: ""
                    zonesdir: "%2$s"
                    pidfile: "%2$s/pid"
                    xfrdfile: "%2$s/xfrd"
                    xfrdir: "%2$s"
                    zonelistfile: "%2$s/zones"
                    rrl-ratelimit: 0
                    rrl-whitelist-ratelimit: 0
                remote-control:
                    control-enable: no
                zone:
                    name: "%3$s"
                    zonefile: "%4$s"
                """.formatted(
                        address.getPort(), directory, TableZone.APEX, zone.file()));
        List<String> command = List.of(Program.NSD.path(), "-d", "-c", configuration.toString());
        try (DnsProcess server = DnsProcess.start(command, address, directory.resolve("log"), false)) {
            return server.sample(server.awaitAnswer(zone.present(zone.records() - 1)));
        }
    }
}
