package org.hedgerow.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** NSD, an authoritative server, with one zone. */
final class Nsd {
    private Nsd() {}

    /** Starts it in the directory, which it has for itself. */
    static Peer start(Path directory, Zone zone) throws IOException {
        String program = Program.NSD.path();
        InetSocketAddress address = Peer.freeAddress();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("zone"), zone.text());
        Path configuration = Files.writeString(
                directory.resolve("nsd.conf"), """
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
                    tcp-count: 100
                    minimal-responses: yes
                remote-control:
                    control-enable: no
                zone:
                    name: "%3$s"
                    zonefile: "zone"
                """.formatted(address.getPort(), directory, zone.name()));
        return Peer.start(
                List.of(program, "-d", "-c", configuration.toString()), address, zone.name(), directory.resolve("log"));
    }
}
