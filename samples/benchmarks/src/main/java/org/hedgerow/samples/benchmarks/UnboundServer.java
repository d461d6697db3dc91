package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Unbound, a recursive server, which answers from a zone file as an {@code auth-zone}, on one thread. */
final class UnboundServer implements Server {
    @Override
    public String name() {
        return "Unbound";
    }

    @Override
    public Optional<String> missing() {
        return Program.UNBOUND.missing();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException, IOException {
        return command(
                setting.directory(), setting.port(), Names.APEX, setting.names().zone());
    }

    /** Serves the zone. */
    static List<String> command(Path directory, int port, String apex, Path zone)
            throws ContenderException, IOException {
        Path configuration =
                Files.writeString(directory.resolve("unbound.conf"), """
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
                """.formatted(port, directory, apex, zone));
        return List.of(Program.UNBOUND.path(), "-d", "-c", configuration.toString());
    }
}
