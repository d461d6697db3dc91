package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        InetSocketAddress address = DnsProcess.freeAddress();
        Path configuration = Files.writeString(directory.resolve("unbound.conf"), """
                server:
                    interface: 127.0.0.1
                    port: %d
                    do-daemonize: no
                    chroot: ""
                    username: ""
                    directory: "%2$s"
                    pidfile: "%2$s/pid"
                    use-syslog: no
                    num-threads: 1
                    do-ip6: no
                    module-config: "iterator"
                remote-control:
                    control-enable: no
                auth-zone:
                    name: "%3$s"
                    zonefile: "%4$s"
                    for-downstream: yes
                    for-upstream: no
                    fallback-enabled: no
                """.formatted(
                        address.getPort(), directory, TableZone.APEX, zone.file()));
        List<String> command = List.of(Program.UNBOUND.path(), "-d", "-c", configuration.toString());
        try (DnsProcess server = DnsProcess.start(command, address, directory.resolve("log"), false)) {
            return server.sample(server.awaitAnswer(zone.present(zone.records() - 1)));
        }
    }
}
