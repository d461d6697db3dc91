package org.hedgerow.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Unbound, a recursive server, which knows the name {@value #READY} and whatever it is told more. */
final class Unbound {
    /** What it answers of itself. */
    static final String READY = "ready.test";

    private Unbound() {}

    /**
     * Starts it in the directory, which it has for itself.
     *
     * @param more lines of its configuration, the first of which belong to the clause {@code server}
     */
    static Peer start(Path directory, String more) throws IOException {
        String program = Program.UNBOUND.path();
        InetSocketAddress address = Peer.freeAddress();
        Files.createDirectories(directory);
        Path configuration = Files.writeString(
                directory.resolve("unbound.conf"),
                """
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
                    do-not-query-localhost: no
                    module-config: "iterator"
                    minimal-responses: yes
                    target-fetch-policy: "0 0 0 0 0"
                    outgoing-range: 256
                    num-queries-per-thread: 8192
                    outbound-msg-retry: 1
                    so-rcvbuf: 1m
                    local-zone: "%3$s." redirect
                    local-data: "%3$s. SOA %3$s. %3$s. 1 2 3 4 5"
                """.formatted(address.getPort(), directory, READY) + more.indent(4) + """
                        remote-control:
                            control-enable: no
                        """);
        return Peer.start(
                List.of(program, "-d", "-c", configuration.toString()), address, READY, directory.resolve("log"));
    }

    /** Lines that have it ask this server about names in this zone. */
    static String stub(String zone, InetSocketAddress server) {
        return """
                domain-insecure: "%1$s"
                local-zone: "%1$s." nodefault
            stub-zone:
                name: "%1$s"
                stub-addr: 127.0.0.1@%2$d
                stub-first: no
            """.formatted(zone, server.getPort());
    }
}
