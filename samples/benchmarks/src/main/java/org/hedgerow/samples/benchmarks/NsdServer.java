package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** NSD, an authoritative server, with a zone file and one server process. */
final class NsdServer implements Server {
    @Override
    public String name() {
        return "NSD";
    }

    @Override
    public Optional<String> missing() {
        return Program.NSD.missing();
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
                Files.writeString(directory.resolve("nsd.conf"), """
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
                """.formatted(port, directory, apex, zone));
        return List.of(Program.NSD.path(), "-d", "-c", configuration.toString());
    }
}
